using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Deployment;

/// <summary>Starts the first process of a node, and waits until its command runs.</summary>
internal sealed class NodeLauncher(DeploymentPlan plan, Names names, HostPrograms programs, string state)
{
    private const string Ready = "ready";

    /// <summary>Writes what the node's first process needs.</summary>
    public void Prepare(DeploymentNode node)
    {
        Directory.CreateDirectory(names.File(node.Name, "mount"));
        File.WriteAllText(names.File(node.Name, "hostname"), HostnameOf(node) + "\n");
        File.WriteAllText(names.File(node.Name, "hosts"), Hosts(plan));
        File.WriteAllText(names.File(node.Name, "status"), "");
        File.WriteAllText(names.File(node.Name, "init"), NodeScripts.Init);
    }

    /// <summary>Starts a process that does nothing until it has leave to.</summary>
    public Process StartWaiting(DeploymentNode node, IEnumerable<string> cgroups)
    {
        string[] files =
        [
            .. node.Files.SelectMany(file => (string[])[file.Source, file.Target, Octal(file.Mode)]),
        ];
        return programs.Start(
            "sh",
            [
                "-c", NodeScripts.Launch, "launch", names.File(node.Name, "errors"), .. cgroups, "--",
                HostPrograms.Find("nsenter"), $"--net=/run/netns/{names.Of(node.Name)}",
                HostPrograms.Find("unshare"), "--mount", "--uts", "--ipc", "--pid", "--fork", "--kill-child",
                "--propagation", "private",
                HostPrograms.Find("sh"), names.File(node.Name, "init"),
                Path.Combine(names.Folder, node.Name), state, node.Root,
                node.DiskBytes.ToString(CultureInfo.InvariantCulture), HostnameOf(node),
                node.Files.Count.ToString(CultureInfo.InvariantCulture), .. files,
                node.Hipd?.Program ?? "", node.Hipd?.Configuration ?? "", node.Hipd?.Socket ?? "",
                node.Environment.Count.ToString(CultureInfo.InvariantCulture),
                .. node.Environment.Select(variable => $"{variable.Key}={variable.Value}"),
                .. node.Command,
            ]);
    }

    /// <summary>Gives a process leave, and waits until the node's command runs.</summary>
    /// <exception cref="DeploymentException">It does not come to run.</exception>
    public async Task ReleaseAsync(DeploymentNode node, Process process, CancellationToken cancellation)
    {
        await process.StandardInput.WriteAsync("go\n".AsMemory(), cancellation);
        process.StandardInput.Close();
        bool isOver = await Waiting.UntilAsync(
            () => IsReady(node) || process.HasExited, DeploymentLimits.Ready, cancellation);
        if (!IsReady(node))
        {
            string why = isOver ? await LastErrorAsync(node, cancellation) : "it takes too long";
            throw new DeploymentException(DeploymentFault.Failed, $"node {node.Name} did not start: {why}");
        }
    }

    private static string Hosts(DeploymentPlan plan)
    {
        StringBuilder text = new("127.0.0.1 localhost\n::1 localhost\n");
        foreach (DeploymentEnd end in plan.Links.SelectMany(link => link.Ends))
        {
            DeploymentNode node = plan.Nodes.First(each => each.Name == end.Node);
            string all = HostnameOf(node) == node.Name ? node.Name : $"{HostnameOf(node)} {node.Name}";
            foreach (DeploymentAddress address in end.Addresses)
            {
                text.Append(CultureInfo.InvariantCulture, $"{address.Address} {all}\n");
            }
        }

        foreach ((string name, IPAddress address) in plan.Hosts.OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{address} {name}\n");
        }

        return text.ToString();
    }

    private static string HostnameOf(DeploymentNode node) => node.Hostname ?? node.Name;

    private static string Octal(UnixFileMode mode) => Convert.ToString((int)mode, 8);

    private bool IsReady(DeploymentNode node) =>
        File.ReadAllText(names.File(node.Name, "status")).StartsWith(Ready, StringComparison.Ordinal);

    private async Task<string> LastErrorAsync(DeploymentNode node, CancellationToken cancellation)
    {
        string errors = names.File(node.Name, "errors");
        string text = File.Exists(errors) ? await File.ReadAllTextAsync(errors, cancellation) : "";
        text = text.Length > DeploymentLimits.TextRead ? text[^DeploymentLimits.TextRead..] : text;
        string last = HostPrograms.LastLine(text);
        return last.Length > 0 ? last : "its first process ended without a word";
    }
}
