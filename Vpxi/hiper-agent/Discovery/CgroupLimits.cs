namespace HiperNet.Agent.Discovery;

/// <summary>What the control groups that this program is in let it have, of version 1 or 2.</summary>
/// <param name="CpuMillis">Thousandths of a processor; null: no limit.</param>
/// <param name="Cpus">How many processors it may run on; null: all.</param>
/// <param name="MemoryBytes">Memory in octets; null: no limit.</param>
internal sealed record CgroupLimits(long? CpuMillis, int? Cpus, long? MemoryBytes)
{
    private const string Mount = "/sys/fs/cgroup";
    private const long MillisOfOne = 1_000;

    /// <summary>Kernels write an enormous number where there is no limit.</summary>
    private const long NoMemoryLimit = 1L << 60;

    /// <summary>Reads them; the tightest limit of a group and those around it counts.</summary>
    public static CgroupLimits Read(SystemFiles files)
    {
        long? cpu = null;
        long? memory = null;
        int? cpus = null;
        foreach (string line in files.Read("/proc/self/cgroup").Split('\n').Take(64))
        {
            if (line.Split(':', 3) is not [_, string controllers, string path])
            {
                continue;
            }

            foreach (string folder in Folders(controllers, path))
            {
                cpu = Least(cpu, CpuOf(files, folder));
                memory = Least(memory, MemoryOf(files, folder));
                cpus = (int?)Least(cpus, Cpulist(files, folder));
            }
        }

        return new CgroupLimits(cpu, cpus, memory);
    }

    private static long? Least(long? a, long? b) => a is null || b is null ? a ?? b : Math.Min(a.Value, b.Value);

    // A container sees its own group as the root of the mount, whatever path the kernel tells.
    private static IEnumerable<string> Folders(string controllers, string path)
    {
        string[] parts = [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != "..")];
        string[] mounts = controllers.Length == 0
            ? [Mount, Mount + "/unified"]
            : [$"{Mount}/{controllers}", .. controllers.Split(',').Take(16).Select(name => $"{Mount}/{name}")];
        return mounts.SelectMany(mount => Enumerable.Range(0, Math.Min(parts.Length, 64) + 1)
            .Select(depth => string.Join('/', [mount, .. parts.Take(depth)])));
    }

    private static long? CpuOf(SystemFiles files, string folder)
    {
        string[] words = files.Read(folder + "/cpu.max").Trim().Split(' ');
        long? quota = SystemFiles.Number(words[0]) ?? files.Number(folder + "/cpu.cfs_quota_us");
        long? period = words.Length == 2 ? SystemFiles.Number(words[1]) : files.Number(folder + "/cpu.cfs_period_us");
        return quota is { } some and < long.MaxValue / MillisOfOne && period is > 0
            ? some * MillisOfOne / period
            : null;
    }

    private static long? MemoryOf(SystemFiles files, string folder)
    {
        long? limit = files.Number(folder + "/memory.max") ?? files.Number(folder + "/memory.limit_in_bytes");
        return limit is < NoMemoryLimit ? limit : null;
    }

    private static long? Cpulist(SystemFiles files, string folder)
    {
        int count = CpuList.Count(files.Read(folder + "/cpuset.cpus.effective"));
        return count > 0 ? count : null;
    }
}
