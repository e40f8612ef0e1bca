using System.Globalization;

namespace HiperNet.Vpxi.Deployment;

/// <summary>What is done with one control group.</summary>
internal static class Cgroup
{
    /// <summary>The period over which processors are shared out, in microseconds.</summary>
    private const long Period = 100_000;
    private const long MillisOfOne = 1_000;

    /// <summary>Makes a group, and lets it have a controller if it is of version 2.</summary>
    public static void Make(CgroupMount mount, string path, string? controller)
    {
        if (mount.IsUnified && controller is not null)
        {
            File.WriteAllText(Path.Combine(mount.Folder, "cgroup.subtree_control"), $"+{controller}");
        }

        Directory.CreateDirectory(path);
    }

    /// <summary>Limits the processors, in thousandths of one.</summary>
    public static void LimitCpu(CgroupMount mount, string path, int millis)
    {
        string quota = (millis * Period / MillisOfOne).ToString(CultureInfo.InvariantCulture);
        if (mount.IsUnified)
        {
            Write(path, "cpu.max", $"{quota} {Period}");
            return;
        }

        Write(path, "cpu.cfs_period_us", Period.ToString(CultureInfo.InvariantCulture));
        Write(path, "cpu.cfs_quota_us", quota);
    }

    /// <summary>Limits the memory, in octets, and lets nothing of it be swapped where that can be said.</summary>
    public static void LimitMemory(CgroupMount mount, string path, long octets)
    {
        string limit = octets.ToString(CultureInfo.InvariantCulture);
        Write(path, mount.IsUnified ? "memory.max" : "memory.limit_in_bytes", limit);
        (string swap, string most) =
            mount.IsUnified ? ("memory.swap.max", "0") : ("memory.memsw.limit_in_bytes", limit);
        if (File.Exists(Path.Combine(path, swap)))
        {
            Write(path, swap, most);
        }
    }

    /// <summary>Whether a group can be frozen.</summary>
    public static bool CanFreeze(string path) =>
        File.Exists(Path.Combine(path, "freezer.state")) || File.Exists(Path.Combine(path, "cgroup.freeze"));

    /// <summary>Begins to freeze a group or to thaw it.</summary>
    public static void Freeze(string path, bool isFrozen)
    {
        bool isOld = File.Exists(Path.Combine(path, "freezer.state"));
        Write(path, isOld ? "freezer.state" : "cgroup.freeze", (isOld, isFrozen) switch
        {
            (true, true) => "FROZEN",
            (true, false) => "THAWED",
            (false, true) => "1",
            (false, false) => "0",
        });
    }

    /// <summary>Whether nothing of a group runs.</summary>
    public static bool IsFrozen(string path) =>
        Read(path, "freezer.state").StartsWith("FROZEN", StringComparison.Ordinal)
        || Read(path, "cgroup.events").Contains("frozen 1", StringComparison.Ordinal);

    /// <summary>The memory that a group takes, in octets; null if it does not count it.</summary>
    public static long? Memory(string path)
    {
        string text = Read(path, "memory.usage_in_bytes") + Read(path, "memory.current");
        return long.TryParse(text, NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out long octets)
            ? octets
            : null;
    }

    /// <summary>The processes of a group.</summary>
    public static IEnumerable<int> Processes(string path) => Read(path, "cgroup.procs")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => int.Parse(line, CultureInfo.InvariantCulture))
        .Where(process => process > 0);

    private static void Write(string path, string file, string text) =>
        File.WriteAllText(Path.Combine(path, file), text);

    private static string Read(string path, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(path, file));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
