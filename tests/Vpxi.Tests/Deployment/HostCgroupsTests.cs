using HiperNet.Vpxi.Deployment;

namespace HiperNet.Vpxi.Tests.Deployment;

/// <summary>Which hierarchy does what, from what kernels say.</summary>
[TestClass]
public sealed class HostCgroupsTests
{
    private const string First =
        """
        25 20 0:22 / /sys/fs/cgroup/cpu rw,relatime shared:9 - cgroup cgroup rw,cpu,cpuacct
        26 20 0:23 / /sys/fs/cgroup/freezer rw,relatime - cgroup cgroup rw,freezer
        27 20 0:24 / /sys/fs/cgroup/systemd rw,relatime - cgroup cgroup rw,name=systemd
        28 20 0:25 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw

        """;

    [TestMethod]
    public void In_version_1_each_controller_has_its_hierarchy()
    {
        HostCgroups cgroups = HostCgroups.Of(First, "3:cpu,cpuacct:/\n2:freezer:/\n0::/\n");

        Assert.AreEqual(new CgroupMount("/sys/fs/cgroup/cpu", IsUnified: false), cgroups.For("cpu"));
        Assert.AreEqual(new CgroupMount("/sys/fs/cgroup/freezer", IsUnified: false), cgroups.ForFreezing());
        Assert.IsNull(cgroups.For("memory"), "what is not there is not there");
    }

    [TestMethod]
    public void In_version_2_the_root_says_what_it_has_and_every_group_freezes()
    {
        string root = Path.Combine(Path.GetTempPath(), $"hiper-cgroup-{Environment.ProcessId}");
        Directory.CreateDirectory(root);
        File.WriteAllText(Path.Combine(root, "cgroup.controllers"), "cpuset cpu memory\n");
        HostCgroups cgroups = HostCgroups.Of($"30 20 0:26 / {root} rw - cgroup2 cgroup2 rw,nsdelegate\n", "0::/user\n");

        CgroupMount mount = new(root, IsUnified: true);
        Assert.AreEqual(mount, cgroups.For("cpu"));
        Assert.AreEqual(mount, cgroups.For("memory"));
        Assert.AreEqual(mount, cgroups.ForFreezing());
        Assert.IsNull(cgroups.For("io"));
        Directory.Delete(root, recursive: true);
    }

    [TestMethod]
    public void In_version_2_limits_go_into_its_own_files()
    {
        string root = Path.Combine(Path.GetTempPath(), $"hiper-cgroup2-{Environment.ProcessId}");
        string group = Path.Combine(root, "group");
        CgroupMount mount = new(root, IsUnified: true);
        Directory.CreateDirectory(root);
        Cgroup.Make(mount, group, "cpu");
        Cgroup.LimitCpu(mount, group, 250);
        Cgroup.LimitMemory(mount, group, 1 << 20);
        File.WriteAllText(Path.Combine(group, "cgroup.freeze"), "0");
        Cgroup.Freeze(group, isFrozen: true);

        Assert.AreEqual("+cpu", File.ReadAllText(Path.Combine(root, "cgroup.subtree_control")));
        Assert.AreEqual("25000 100000", File.ReadAllText(Path.Combine(group, "cpu.max")));
        Assert.AreEqual("1048576", File.ReadAllText(Path.Combine(group, "memory.max")));
        Assert.AreEqual("1", File.ReadAllText(Path.Combine(group, "cgroup.freeze")));
        Directory.Delete(root, recursive: true);
    }

    [TestMethod]
    public void A_machine_without_control_groups_has_none()
    {
        HostCgroups cgroups = HostCgroups.Of("21 1 254:0 / / rw - ext4 /dev/vda rw\nnonsense\n - \n", "");

        Assert.IsNull(cgroups.For("cpu"));
        Assert.IsNull(cgroups.ForFreezing());
    }
}
