using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace HiperNet.Vpxi.Deployment;

/// <summary>What the kernel says about processes. All may be gone when they are used.</summary>
internal static class ProcessTable
{
    private const int StartField = 19;

    /// <summary>When a process started, in ticks since the boot; null if it is not there or has ended.</summary>
    public static long? Started(int process) =>
        Stat(process) is [not ("Z" or "X"), ..] fields && fields.Length > StartField
            ? long.Parse(fields[StartField], CultureInfo.InvariantCulture)
            : null;

    /// <summary>The first child of a process; null if it has none.</summary>
    public static int? ChildOf(int process) => All()
        .Where(each => Stat(each) is [not ("Z" or "X"), string parent, ..]
            && parent == process.ToString(CultureInfo.InvariantCulture))
        .Select(each => (int?)each)
        .FirstOrDefault();

    /// <summary>The processes that have a variable in the environment that they were started with.</summary>
    public static List<int> WithVariable(string name, string value)
    {
        byte[] wanted = Encoding.UTF8.GetBytes($"\0{name}={value}\0");
        return [.. All().Where(each => Has(each, wanted))];
    }

    /// <summary>Ends a process at once. There is nothing to do for one that is not there.</summary>
    public static void Kill(int process)
    {
        try
        {
            using Process found = Process.GetProcessById(process);
            found.Kill();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // Whoever asks looks again whether it is there.
        }
    }

    private static IEnumerable<int> All() => Directory.EnumerateDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int id) ? id : 0)
        .Where(id => id > 0);

    // The fields after the program's name, which may hold anything: state, parent, and so on.
    private static string[]? Stat(int process)
    {
        try
        {
            string text = File.ReadAllText($"/proc/{process}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool Has(int process, ReadOnlySpan<byte> wanted)
    {
        try
        {
            byte[] environment = [0, .. File.ReadAllBytes($"/proc/{process}/environ"), 0];
            return environment.AsSpan().IndexOf(wanted) >= 0;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
