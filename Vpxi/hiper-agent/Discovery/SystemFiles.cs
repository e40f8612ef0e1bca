using System.Globalization;

namespace HiperNet.Agent.Discovery;

/// <summary>
/// Files of /proc and /sys below a root. What is not there, cannot be read or is no number is null: a machine that says
/// strange things is offered as less, and stops nothing.
/// </summary>
internal sealed class SystemFiles(string root)
{
    /// <summary>The most octets that are read of a file, about.</summary>
    public const int MostOctets = 1 << 20;

    /// <summary>The most entries of a folder that are looked at.</summary>
    public const int MostEntries = 4_096;

    private const int Portion = 4_096;

    /// <summary>The text of a file; empty if there is none.</summary>
    public string Read(string path)
    {
        try
        {
            using FileStream file = new(root + path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using MemoryStream octets = new();
            byte[] some = new byte[Portion];
            int length;
            while (octets.Length < MostOctets && (length = file.Read(some)) > 0)
            {
                octets.Write(some, 0, length);
            }

            return System.Text.Encoding.Latin1.GetString(octets.GetBuffer(), 0, (int)octets.Length);
        }
        catch (Exception none)
            when (none is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return "";
        }
    }

    /// <summary>A file that is one whole number, 0 or more.</summary>
    public long? Number(string path) => Number(Read(path).AsSpan().Trim());

    /// <summary>The names in a folder, in ordinal order.</summary>
    public IReadOnlyList<string> Names(string path)
    {
        try
        {
            return
            [
                .. Directory.EnumerateFileSystemEntries(root + path).Take(MostEntries)
                    .Select(entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }
    }

    /// <summary>Whether there is a file or folder.</summary>
    public bool Has(string path) => Path.Exists(root + path);

    /// <summary>A whole number, 0 or more; null if the text is none.</summary>
    public static long? Number(ReadOnlySpan<char> text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
}
