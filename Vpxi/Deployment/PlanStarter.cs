using System.Diagnostics;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Deployment;

/// <summary>Makes a plan step by step; the journal knows of each thing before it is there.</summary>
internal sealed class PlanStarter(DeploymentPlan plan, Names names, string state, Journal journal, StepReport report)
{
    private readonly HostPrograms programs = new(names.Folder);
    private readonly HostCgroups cgroups = HostCgroups.Discover();
    private int devices;

    /// <summary>Makes everything.</summary>
    /// <exception cref="DeploymentException">A step failed; what was done stands in the journal.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        journal.Append(Record(JournalKind.Begin, plan.Id) with
        {
            Version = Journal.Version,
            Boot = Host.Boot(),
            Network = Host.Network(),
        });
        await StepAsync(Record(JournalKind.Folder, names.Folder), "folder", () => MakeFolder(names.Folder));
        foreach (DeploymentNode node in plan.Nodes)
        {
            string space = names.Of(node.Name);
            await StepAsync(
                Record(JournalKind.Namespace, space) with { Node = node.Name },
                $"network namespace of {node.Name}",
                () => NamespaceAsync(space, cancellation));
        }

        LinkBuilder links = new(names, programs);
        foreach (DeploymentLink link in plan.Links)
        {
            await LinkAsync(links, link, cancellation);
        }

        foreach (DeploymentNode node in plan.Nodes)
        {
            await LaunchAsync(node, cancellation);
        }

        journal.Append(Record(JournalKind.Complete, ""));
        report.Say($"{plan.Id} runs", isDone: true);
    }

    private static JournalRecord Record(JournalKind kind, string target) => new() { Kind = kind, Target = target };

    private static Task MakeFolder(string folder)
    {
        Directory.CreateDirectory(folder);
        return Task.CompletedTask;
    }

    private async Task StepAsync(JournalRecord record, string text, Func<Task> step)
    {
        journal.Append(record);
        report.Say(text, isDone: false);
        await step();
        report.Say(text, isDone: true);
    }

    private async Task NamespaceAsync(string space, CancellationToken cancellation)
    {
        await programs.RunAsync("ip", ["netns", "add", space], cancellation);
        await programs.RunAsync("ip", ["-n", space, "link", "set", "lo", "up"], cancellation);
    }

    // A cable stands in the namespaces of its nodes and goes with them, so that it needs no record of its own.
    private async Task LinkAsync(LinkBuilder links, DeploymentLink link, CancellationToken cancellation)
    {
        if (LinkBuilder.IsCable(link))
        {
            report.Say($"cable {link.Name}", isDone: false);
            await links.CableAsync(link, cancellation);
            report.Say($"cable {link.Name}", isDone: true);
            return;
        }

        string bridge = names.Device('b', devices++);
        await StepAsync(
            Record(JournalKind.Device, bridge),
            $"bridge {link.Name}",
            () => links.BridgeAsync(bridge, link.HostAddress, cancellation));
        foreach (DeploymentEnd end in link.Ends)
        {
            string device = names.Device('v', devices++);
            await StepAsync(
                Record(JournalKind.Device, device),
                $"{end.Node} on {link.Name}",
                () => links.AttachAsync(end, bridge, device, cancellation));
        }
    }

    private async Task LaunchAsync(DeploymentNode node, CancellationToken cancellation)
    {
        List<string> groups = await GroupsAsync(node);
        NodeLauncher launcher = new(plan, names, programs, state);
        launcher.Prepare(node);
        using Process process = launcher.StartWaiting(node, groups);
        JournalRecord record = Record(JournalKind.Process, "") with
        {
            Node = node.Name,
            Process = process.Id,
            Started = ProcessTable.Started(process.Id) ?? 0,
        };
        await StepAsync(record, $"node {node.Name}", () => launcher.ReleaseAsync(node, process, cancellation));
    }

    private async Task<List<string>> GroupsAsync(DeploymentNode node)
    {
        CgroupMount? cpu = Wanted(node, node.CpuMillis > 0, "cpu", "processors");
        CgroupMount? memory = Wanted(node, node.MemoryBytes > 0, "memory", "memory");
        CgroupMount? freezer = cgroups.ForFreezing();
        List<string> groups = [];
        foreach ((CgroupMount? mount, string? controller) in
            new[] { (cpu, "cpu"), (memory, "memory"), (freezer, (string?)null) })
        {
            if (mount is null)
            {
                continue;
            }

            string path = Path.Combine(mount.Folder, names.Of(node.Name));
            if (groups.Contains(path))
            {
                Cgroup.Make(mount, path, controller);
                continue;
            }

            groups.Add(path);
            await StepAsync(
                Record(JournalKind.Cgroup, path) with { Node = node.Name },
                $"control group of {node.Name}",
                () => MakeGroup(mount, path, controller));
        }

        if (cpu is not null)
        {
            Cgroup.LimitCpu(cpu, Path.Combine(cpu.Folder, names.Of(node.Name)), node.CpuMillis);
        }

        if (memory is not null)
        {
            Cgroup.LimitMemory(memory, Path.Combine(memory.Folder, names.Of(node.Name)), node.MemoryBytes);
        }

        return groups;
    }

    private static Task MakeGroup(CgroupMount mount, string path, string? controller)
    {
        Cgroup.Make(mount, path, controller);
        return Task.CompletedTask;
    }

    private CgroupMount? Wanted(DeploymentNode node, bool isWanted, string controller, string what)
    {
        CgroupMount? mount = isWanted ? cgroups.For(controller) : null;
        if (isWanted && mount is null)
        {
            report.Say($"{node.Name} has no limit of {what}: this machine's control groups have none", isDone: true);
        }

        return mount;
    }
}
