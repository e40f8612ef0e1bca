using System.Globalization;
using System.Runtime.InteropServices;

namespace HiperNet.Agent.Discovery;

/// <summary>Looks at a machine.</summary>
internal static class MachineProbe
{
    private const long KiB = 1_024;
    private const long SectorBytes = 512;
    private const long HertzOfKilohertz = 1_000;
    private const long BitsOfMegabit = 1_000_000;
    private const long MillisOfOne = 1_000;
    private const double HertzOfMegahertz = 1e6;
    private const double MostMegahertz = 1e6;
    private const long MostMegabits = 10_000_000;

    private static readonly string[] OtherDisks = ["loop", "ram", "zram", "dm-", "md", "sr", "fd", "nbd"];
    private static readonly string[] OtherDevices = ["hb", "hv", "hip"];

    /// <summary>Reads what a machine is.</summary>
    /// <param name="root">Before /proc and /sys; empty for this machine.</param>
    public static Machine Read(string root)
    {
        SystemFiles files = new(root);
        CgroupLimits limits = CgroupLimits.Read(files);
        int online = Math.Max(1, CpuList.Count(files.Read("/sys/devices/system/cpu/online")));
        long millis = Math.Min(online, limits.Cpus ?? online) * MillisOfOne;
        long memory = MemoryOf(files);
        return new Machine(
            online,
            Math.Min(millis, limits.CpuMillis ?? millis),
            FrequencyOf(files),
            Math.Min(memory, limits.MemoryBytes ?? memory),
            ArchitectureName,
            [.. Disks(files)],
            [.. Networks(files)]);
    }

    private static string ArchitectureName => RuntimeInformation.OSArchitecture switch
    {
        Architecture.X64 => "x86_64",
        Architecture.Arm64 => "aarch64",
        _ => RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant(),
    };

    private static long? FrequencyOf(SystemFiles files)
    {
        if (files.Number("/sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq") is > 0 and < long.MaxValue / 1_000
            and { } kilohertz)
        {
            return kilohertz * HertzOfKilohertz;
        }

        string? line = Lines(files.Read("/proc/cpuinfo"))
            .FirstOrDefault(each => each.StartsWith("cpu MHz", StringComparison.Ordinal));
        return double.TryParse(
            line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..],
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite,
            CultureInfo.InvariantCulture,
            out double megahertz) && megahertz is > 0 and < MostMegahertz
            ? (long)(megahertz * HertzOfMegahertz)
            : null;
    }

    private static long MemoryOf(SystemFiles files)
    {
        string? line = Lines(files.Read("/proc/meminfo"))
            .FirstOrDefault(each => each.StartsWith("MemTotal:", StringComparison.Ordinal));
        string[] words = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return words is [_, string number, "kB"] && SystemFiles.Number(number) is < long.MaxValue / KiB and { } kib
            ? kib * KiB
            : 0;
    }

    private static IEnumerable<Disk> Disks(SystemFiles files)
    {
        foreach (string name in files.Names("/sys/block"))
        {
            if (!OtherDisks.Any(other => name.StartsWith(other, StringComparison.Ordinal))
                && files.Number($"/sys/block/{name}/size") is > 0 and < long.MaxValue / SectorBytes and { } sectors)
            {
                bool? rotates = files.Number($"/sys/block/{name}/queue/rotational") is { } flag ? flag != 0 : null;
                yield return new Disk(name, sectors * SectorBytes, rotates);
            }
        }
    }

    private static IEnumerable<NetworkDevice> Networks(SystemFiles files)
    {
        foreach (string name in files.Names("/sys/class/net"))
        {
            string folder = $"/sys/class/net/{name}";
            if (name == "lo" || OtherDevices.Any(other => name.StartsWith(other, StringComparison.Ordinal))
                || !files.Has(folder + "/operstate"))
            {
                continue;
            }

            long? megabits = files.Number(folder + "/speed");
            yield return new NetworkDevice(
                name,
                megabits is > 0 and <= MostMegabits ? megabits * BitsOfMegabit : null,
                files.Read(folder + "/operstate").Trim() == "up");
        }
    }

    private static string[] Lines(string text) => text.Split('\n');
}
