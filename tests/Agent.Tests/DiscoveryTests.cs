using FsCheck;
using FsCheck.Fluent;
using HiperNet.Agent.Configuration;
using HiperNet.Agent.Discovery;
using HiperNet.Agent.Tests.Lab;
using HiperNet.Hipd.Tests.Lab;
using Property = HiperNet.Testing.Property;

namespace HiperNet.Agent.Tests;

/// <summary>What a machine has, as its files say it, whatever they say.</summary>
[TestClass]
public sealed class DiscoveryTests
{
    private static readonly string[] Places =
    [
        "proc/cpuinfo", "proc/meminfo", "proc/self/cgroup", "sys/devices/system/cpu/online",
        "sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq", "sys/block/sda/size",
        "sys/block/sda/queue/rotational", "sys/class/net/eth0/speed", "sys/class/net/eth0/operstate",
        "sys/fs/cgroup/cpu.max", "sys/fs/cgroup/memory.max", "sys/fs/cgroup/cpuset.cpus.effective",
    ];

    private static readonly string[] Words =
    [
        "", "0", "-1", "max", "9223372036854775807", "99999999999999999999", "0-3", "3-0", "0-99999999", "1,,2", "a",
        "MemTotal: 9223372036854775807 kB", "MemTotal:", "cpu MHz : 1e9", "cpu MHz\t: 2400.5", "0::/../..", "::",
        "1:cpu,cpuacct:/x/y", "max 0", "5 0", "\0", "MemTotal: 4096 kB\n0-1\n",
    ];

    [TestMethod]
    public void A_machine_is_what_its_files_say()
    {
        using Scratch root = new();
        root["sys/devices/system/cpu/online"] = "0-7,9\n";
        root["sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq"] = "3500000\n";
        root["proc/meminfo"] = "MemTotal:       16384000 kB\nMemFree: 1 kB\n";
        root["sys/block/nvme0n1/size"] = "2048\n";
        root["sys/block/nvme0n1/queue/rotational"] = "0\n";
        root["sys/block/loop0/size"] = "4096\n";
        root["sys/class/net/eth0/speed"] = "10000\n";
        root["sys/class/net/eth0/operstate"] = "up\n";
        root["sys/class/net/wlan0/speed"] = "-1\n";
        root["sys/class/net/wlan0/operstate"] = "down\n";
        root["sys/class/net/lo/operstate"] = "unknown\n";
        root["sys/class/net/hb12345678b0/operstate"] = "up\n";

        Machine machine = MachineProbe.Read(root.Path);
        Assert.AreEqual(9, machine.Cpus);
        Assert.AreEqual(9_000, machine.CpuMillis);
        Assert.AreEqual(3_500_000_000, machine.Frequency);
        Assert.AreEqual(16_384_000L * 1_024, machine.MemoryBytes);
        CollectionAssert.AreEqual(
            new[] { new Disk("nvme0n1", 2_048 * 512, false) }, machine.Disks.ToArray());
        CollectionAssert.AreEqual(
            new[] { new NetworkDevice("eth0", 10_000_000_000, true), new NetworkDevice("wlan0", null, false) },
            machine.Networks.ToArray());
        Assert.AreEqual(10_000_000_000, machine.FastestNetwork);
    }

    [TestMethod]
    public void The_tightest_limit_of_control_groups_of_version_2_counts()
    {
        using Scratch root = new();
        root["sys/devices/system/cpu/online"] = "0-7";
        root["proc/meminfo"] = "MemTotal: 16384000 kB";
        root["proc/self/cgroup"] = "0::/system.slice/agent.service\n";
        root["sys/fs/cgroup/system.slice/cpu.max"] = "250000 100000\n";
        root["sys/fs/cgroup/system.slice/agent.service/cpu.max"] = "max 100000\n";
        root["sys/fs/cgroup/system.slice/agent.service/memory.max"] = "1073741824\n";
        root["sys/fs/cgroup/system.slice/memory.max"] = "max\n";

        Machine machine = MachineProbe.Read(root.Path);
        Assert.AreEqual(2_500, machine.CpuMillis);
        Assert.AreEqual(1L << 30, machine.MemoryBytes);
    }

    [TestMethod]
    public void Limits_of_control_groups_of_version_1_count()
    {
        using Scratch root = new();
        root["sys/devices/system/cpu/online"] = "0-7";
        root["proc/meminfo"] = "MemTotal: 16384000 kB";
        root["proc/self/cgroup"] = "4:memory:/m\n3:cpu,cpuacct:/c\n1:name=systemd:/\n";
        root["sys/fs/cgroup/cpu,cpuacct/c/cpu.cfs_quota_us"] = "150000\n";
        root["sys/fs/cgroup/cpu,cpuacct/c/cpu.cfs_period_us"] = "100000\n";
        root["sys/fs/cgroup/memory/memory.limit_in_bytes"] = "9223372036854771712\n";
        root["sys/fs/cgroup/memory/m/memory.limit_in_bytes"] = "2147483648\n";

        Machine machine = MachineProbe.Read(root.Path);
        Assert.AreEqual(1_500, machine.CpuMillis);
        Assert.AreEqual(2L << 30, machine.MemoryBytes);
    }

    [TestMethod]
    public void No_garbage_in_files_throws_or_makes_a_machine_larger_than_a_machine()
    {
        Gen<(string, string)[]> files = Gen.Elements(Places).SelectMany(place =>
            Gen.Elements(Words).Select(word => (place, word))).ArrayOf(Places.Length);
        Property.Check(
            files,
            contents =>
            {
                using Scratch root = new();
                foreach ((string place, string word) in contents)
                {
                    root[place] = word;
                }

                Machine machine = MachineProbe.Read(root.Path);
                Assert.IsTrue(machine is { Cpus: >= 1 and <= 8_192, CpuMillis: >= 0, MemoryBytes: >= 0 });
                Assert.IsTrue(machine.Disks.All(disk => disk.Bytes > 0));
                Assert.IsTrue(machine.Networks.All(device => device.Bits is null or > 0));
            },
            count: 100);
    }

    [TestMethod]
    public void What_is_offered_is_a_pool_in_the_language_with_a_node_for_each_resource()
    {
        PoolOffer pool = PoolOffer.Of(Large, Offer with
        {
            Slots = 3,
            Storage = 1 << 30,
            Community = "hospitals",
            Users = ["sha256:0b2d8f"],
            Location = "lyon",
            Price = 20,
            Until = 1_900_000_000,
        });
        CollectionAssert.AreEqual(
            new[] { "slot[1]", "slot[2]", "slot[3]" }, pool.Slots.Select(slot => slot.Element).ToArray());
        Assert.AreEqual(2, pool.Slots[0].Cores, "8 processors, of which three quarters are offered, in 3 parts");
        Assert.AreEqual((8L << 30) / 3 - (1L << 30) - PoolOffer.DaemonBytes, pool.Slots[0].MemoryBytes);
        foreach (string part in (string[])
            ["pool m", "community \"hospitals\"", "location \"lyon\"", "cores 2", "lan net", "10 Gbps", "0.02",
            "1900000000 s"])
        {
            Expect.Contains(pool.Document, part);
        }
    }

    [TestMethod]
    public void More_slots_than_there_is_room_for_are_refused()
    {
        AgentConfigException error = Assert.ThrowsExactly<AgentConfigException>(
            () => PoolOffer.Of(Large, Offer with { Slots = 64 }));
        Expect.Contains(error.Message, "64 slots would have 0 cores");
    }

    private static Machine Large { get; } = new(
        8, 8_000, 2_500_000_000, 16L << 30, "x86_64", [], [new NetworkDevice("eth0", 10_000_000_000, true)]);

    private static OfferSettings Offer { get; } = new()
    {
        Id = "m",
        Slots = 1,
        Cores = 0.75,
        Memory = 0.5,
        CertificateLife = TimeSpan.FromHours(24),
    };
}
