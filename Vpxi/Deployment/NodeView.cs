using System.Globalization;
using System.Net;
using System.Text.Json;

namespace HiperNet.Vpxi.Deployment;

/// <summary>A node as its plan's journal and the kernel show it.</summary>
internal sealed class NodeView
{
    private const string EndedWord = "ended ";
    private readonly Names names;
    private readonly string node;
    private readonly JournalRecord? process;
    private readonly string[] groups;

    /// <summary>Looks for a node in a journal.</summary>
    /// <exception cref="DeploymentException">There is none of that name.</exception>
    public NodeView(Journal journal, Names names, string node)
    {
        JournalRecord[] records = [.. journal.Records.Where(record => record.Node == node && names.IsOurs(record))];
        if (records.Length == 0)
        {
            throw new DeploymentException(DeploymentFault.Unknown, $"the plan has no node {node}");
        }

        (this.names, this.node) = (names, node);
        process = journal.Records[0].Boot == Host.Boot()
            ? records.FirstOrDefault(record => record.Kind == JournalKind.Process)
            : null;
        groups = [.. records.Where(record => record.Kind == JournalKind.Cgroup).Select(record => record.Target)];
    }

    /// <summary>The node's first process, as this machine counts; null if it has none.</summary>
    public int? First => IsAlive ? ProcessTable.ChildOf(process!.Process) : null;

    private bool IsAlive => process is not null && ProcessTable.Started(process.Process) == process.Started;

    private string? Freezer => groups.FirstOrDefault(Cgroup.CanFreeze);

    /// <summary>What the node does.</summary>
    public NodeStatus Status()
    {
        int? code = ExitCode();
        return new NodeStatus
        {
            Node = node,
            State = State(code),
            ExitCode = code,
            Process = First,
            Processes = Freezer is null ? 0 : Cgroup.Processes(Freezer).Count(),
            MemoryBytes = groups.Select(Cgroup.Memory).FirstOrDefault(memory => memory is not null),
        };
    }

    /// <summary>Suspends it or lets it run, and waits until that is so.</summary>
    public async Task FreezeAsync(bool isFrozen, CancellationToken cancellation)
    {
        if (!IsAlive)
        {
            throw new DeploymentException(DeploymentFault.Failed, $"node {node} does not run");
        }

        string group = Freezer ?? throw new DeploymentException(
            DeploymentFault.Environment, "this machine's control groups cannot be frozen");
        Cgroup.Freeze(group, isFrozen);
        if (!await Waiting.UntilAsync(() => Cgroup.IsFrozen(group) == isFrozen, DeploymentLimits.Gone, cancellation))
        {
            string what = isFrozen ? "freeze" : "thaw";
            throw new DeploymentException(DeploymentFault.Failed, $"node {node} does not {what}");
        }
    }

    /// <summary>The addresses that it has.</summary>
    public async Task<IReadOnlyList<IPAddress>> AddressesAsync(HostPrograms programs, CancellationToken cancellation)
    {
        string[] arguments = ["-n", names.Of(node), "-json", "addr", "show", "scope", "global"];
        using JsonDocument answer = JsonDocument.Parse(await programs.RunAsync("ip", arguments, cancellation));
        return
        [
            .. answer.RootElement.EnumerateArray()
                .Where(link => link.TryGetProperty("addr_info", out _))
                .SelectMany(link => link.GetProperty("addr_info").EnumerateArray())
                .Where(address => address.TryGetProperty("local", out _))
                .Select(address => IPAddress.Parse(address.GetProperty("local").GetString()!)),
        ];
    }

    private NodeState State(int? code) => (process, IsAlive) switch
    {
        (null, _) => NodeState.Starting,
        (_, false) => NodeState.Ended,
        _ when Freezer is { } group && Cgroup.IsFrozen(group) => NodeState.Suspended,
        _ => code is null ? NodeState.Running : NodeState.Ended,
    };

    private int? ExitCode()
    {
        string file = names.File(node, "status");
        string? last = File.Exists(file) ? File.ReadLines(file).LastOrDefault() : null;
        return last is not null && last.StartsWith(EndedWord, StringComparison.Ordinal)
            && int.TryParse(last[EndedWord.Length..], CultureInfo.InvariantCulture, out int code)
            ? code
            : null;
    }
}
