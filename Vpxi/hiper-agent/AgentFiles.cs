namespace HiperNet.Agent;

/// <summary>Files that appear whole or not at all, whenever this program is killed.</summary>
internal static class AgentFiles
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a folder for root alone.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static void MakeFolder(string path) => Directory.CreateDirectory(path, Private | UnixFileMode.UserExecute);

    /// <summary>Replaces a file, and returns when the disk has it. Its mode is 0600.</summary>
    /// <exception cref="IOException">It cannot be written; the old one stays.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        string draft = path + ".new";
        FileStreamOptions options = new()
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = Private,
        };
        using (FileStream file = new(draft, options))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }

    /// <summary>Reads a file of at most so many octets; null if there is none, or it is longer.</summary>
    public static byte[]? TryRead(string path, int most)
    {
        try
        {
            return new FileInfo(path) is { Exists: true } file && file.Length <= most ? File.ReadAllBytes(path) : null;
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
