using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Deployment;

/// <summary>What can be said before anything is done.</summary>
internal static class Preflight
{
    /// <summary>Looks whether a plan can be started on this machine.</summary>
    /// <exception cref="DeploymentException">It cannot; the message names all that is wrong with the plan.</exception>
    public static void Check(DeploymentPlan plan)
    {
        string[] faults = [.. DeploymentRules.Faults(plan), .. plan.Nodes.SelectMany(Missing)];
        if (faults.Length > 0)
        {
            throw new DeploymentException(DeploymentFault.Invalid, string.Join("; ", faults));
        }

        CheckMachine(plan);
    }

    /// <summary>Looks whether something else has the plan's names, which undoing would take away.</summary>
    /// <exception cref="DeploymentException">Something has.</exception>
    public static async Task CheckNamesAsync(DeploymentPlan plan, Names names, CancellationToken cancellation)
    {
        if (plan.Nodes.Select(node => names.Of(node.Name)).FirstOrDefault(HasNamespace) is { } space)
        {
            throw new DeploymentException(DeploymentFault.Exists, $"there is a network namespace {space} already");
        }

        string devices = await new HostPrograms(names.Folder).RunAsync("ip", ["-o", "link", "show"], cancellation);
        if (devices.Contains(names.Device('b', 0), StringComparison.Ordinal)
            || devices.Contains(names.Device('v', 1), StringComparison.Ordinal))
        {
            throw new DeploymentException(DeploymentFault.Exists, "there are network devices of this plan already");
        }
    }

    private static void CheckMachine(DeploymentPlan plan)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            throw new DeploymentException(DeploymentFault.Environment, "network namespaces need Linux, and root");
        }

        string[] programs = ["ip", "nsenter", "unshare", "sh", "mount", "umount", "pivot_root", "hostname"];
        Array.ForEach(programs, program => HostPrograms.Find(program));
        if (plan.Links.SelectMany(link => link.Ends).Any(end => end.SendRate > 0 || end.ReceiveRate > 0))
        {
            HostPrograms.Find("tc");
        }

        if (!Directory.Exists("/proc/self/ns"))
        {
            throw new DeploymentException(DeploymentFault.Environment, "this kernel has no namespaces");
        }

        bool hasOverlay = File.ReadAllText("/proc/filesystems").Contains("\toverlay\n", StringComparison.Ordinal);
        if (!hasOverlay && !Directory.Exists("/lib/modules"))
        {
            throw new DeploymentException(DeploymentFault.Environment, "this kernel has no overlay file system");
        }
    }

    private static IEnumerable<string> Missing(DeploymentNode node) =>
    [
        .. Directory.Exists(node.Root) ? [] : (string[])[$"node {node.Name}: there is no folder {node.Root}"],
        .. node.Files.Where(file => !File.Exists(file.Source))
            .Select(file => $"node {node.Name}: there is no file {file.Source}"),
    ];

    private static bool HasNamespace(string name) => File.Exists($"/run/netns/{name}");
}
