namespace HiperNet.Vpxi.Deployment;

/// <summary>
/// The hierarchies of control groups of this machine, of version 1, version 2 or both. In version 1 a node's group
/// stands in the group of this program, so that its limits hold for the node too; version 2 lets no group with
/// processes pass controllers on, so that there it stands at the root.
/// </summary>
internal sealed class HostCgroups
{
    private const char Space = ' ';
    private readonly List<(CgroupMount Mount, string[] Controllers)> mounts = [];

    /// <summary>Reads what this machine has.</summary>
    public static HostCgroups Discover() =>
        Of(File.ReadAllText("/proc/self/mountinfo"), File.ReadAllText("/proc/self/cgroup"));

    /// <summary>Reads what the kernel says in <c>mountinfo</c> and <c>cgroup</c>.</summary>
    public static HostCgroups Of(string mountinfo, string own)
    {
        HostCgroups found = new();
        foreach (string line in mountinfo.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] halves = line.Split(" - ");
            string[] place = halves[0].Split(Space);
            string[] kind = halves[^1].Split(Space);
            if (halves.Length == 2 && place.Length > 4 && kind is ["cgroup", _, string options, ..])
            {
                string[] controllers = options.Split(',');
                string folder = InMount(place[4], place[3], Path1(own, controllers));
                found.mounts.Add((new CgroupMount(folder, IsUnified: false), controllers));
            }
            else if (halves.Length == 2 && place.Length > 4 && kind is ["cgroup2", ..])
            {
                found.mounts.Add((new CgroupMount(place[4], IsUnified: true), Controllers(place[4])));
            }
        }

        return found;
    }

    /// <summary>Where groups are made that limit <c>cpu</c> or <c>memory</c>; null if nowhere.</summary>
    public CgroupMount? For(string controller) =>
        mounts.FirstOrDefault(each => each.Controllers.Contains(controller)).Mount;

    /// <summary>Where groups are made that can be frozen; null if nowhere.</summary>
    public CgroupMount? ForFreezing() => For("freezer") ?? mounts.FirstOrDefault(each => each.Mount.IsUnified).Mount;

    private static string Path1(string own, string[] controllers) => own.Split('\n')
        .Select(line => line.Split(':', 3))
        .Where(parts => parts.Length == 3)
        .Where(parts => parts[1].Split(',').Any(name => name.Length > 0 && controllers.Contains(name)))
        .Select(parts => parts[2])
        .FirstOrDefault() ?? "/";

    // A mount may show a part of its hierarchy only, and this program's group may be elsewhere.
    private static string InMount(string mount, string root, string own)
    {
        bool isShown = own.StartsWith(root + "/", StringComparison.Ordinal);
        string below = root == "/" ? own : isShown ? own[root.Length..] : "/";
        string folder = below == "/" ? mount : mount + below;
        return Directory.Exists(folder) ? folder : mount;
    }

    private static string[] Controllers(string mount)
    {
        string list = Path.Combine(mount, "cgroup.controllers");
        return File.Exists(list) ? File.ReadAllText(list).Trim().Split(Space) : [];
    }
}
