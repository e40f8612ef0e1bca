using System.Net;
using HiperNet.HipStack.Control;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Spki.Keys;
using HiperNet.Vpxi.Deployment;
using HiperNet.Vpxi.Model;

namespace HiperNet.Agent.Work;

/// <summary>
/// Keeps one node as it is wanted: compares, does one thing, and sleeps until something changes or an instant comes. It
/// enforces the end of the window by this machine's clock, and asks nobody for that.
/// </summary>
internal sealed class NodeKeeper : IDisposable
{
    private readonly KeeperParts parts;
    private readonly NodeFolder files;
    private readonly NodeReporter reporter;
    private readonly NodeDaemon daemon;
    private readonly NodeLogins logins;
    private readonly Alarm alarm;
    private readonly string name;
    private volatile NodeRecord record;
    private volatile Wanted? wanted;
    private volatile bool isKnown;
    private volatile string state = "waiting";
    private volatile string? detail;
    private PublicKey? key;
    private volatile IPAddress? hit;
    private int failures;
    private DateTimeOffset again;
    private DateTimeOffset loginsUntil = DateTimeOffset.MaxValue;

    public NodeKeeper(NodeRecord record, KeeperParts parts)
    {
        (this.record, this.parts) = (record, parts);
        name = NodeFolder.LabelOf(record.Node, DeploymentRules.NameLength);
        files = new NodeFolder(Path.Combine(parts.Nodes, record.Plan));
        alarm = new Alarm(parts.Time);
        reporter = new NodeReporter(parts, record, alarm.Ring);
        daemon = new NodeDaemon(parts.Time);
        logins = new NodeLogins(parts, record, name);
    }

    /// <summary>The node.</summary>
    public NodeRecord Record => record;

    /// <summary>Whether nothing is left of it and nobody wants it.</summary>
    public bool IsOver { get; private set; }

    /// <summary>What it does.</summary>
    public NodeSnapshot Snapshot => new(
        record.Vpxi, record.Node, record.Element, state, detail, hit?.ToString(),
        parts.Underlay.Node(record.Number).Address.ToString(), record.End, reporter.IsKnown);

    /// <summary>The registrar wants it so.</summary>
    public void Want(Wanted what)
    {
        wanted = what;
        isKnown = true;
        alarm.Ring();
    }

    /// <summary>The registrar does not want it any more.</summary>
    public void Drop()
    {
        wanted = null;
        isKnown = true;
        alarm.Ring();
    }

    /// <summary>Something that it depends on has changed.</summary>
    public void Look() => alarm.Ring();

    /// <summary>Keeps it, until it is over or this is cancelled; what runs goes on running then.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task reports = reporter.RunAsync(end.Token);
        try
        {
            while (!IsOver)
            {
                TimeSpan rest = await TryStepAsync(cancellation);
                if (!IsOver)
                {
                    await alarm.WaitAsync(rest, cancellation);
                }
            }
        }
        finally
        {
            await end.CancelAsync();
            await reports.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        reporter.Dispose();
        alarm.Dispose();
    }

    private async Task<TimeSpan> TryStepAsync(CancellationToken cancellation)
    {
        try
        {
            return await StepAsync(cancellation);
        }
        catch (Exception failure) when (failure is DeploymentException or IOException or UnauthorizedAccessException
            or InvalidDataException or ControlException)
        {
            failures++;
            again = parts.Time.GetUtcNow() + AgentLimits.PauseAfter(failures);
            Say("failed", failure.Message);
            return Sooner(AgentLimits.PauseAfter(failures), record.End);
        }
    }

    private async Task<TimeSpan> StepAsync(CancellationToken cancellation)
    {
        Wanted? want = wanted;
        DateTimeOffset now = parts.Time.GetUtcNow();
        if (want is not null && want.Vpxi.End != record.End)
        {
            record = record with { End = want.Vpxi.End };
            files.Save(record);
        }

        if (now.ToUnixTimeSeconds() >= record.End || (isKnown && want is null))
        {
            await StopAsync(want, cancellation);
            return AgentLimits.LongestPause;
        }

        if (want is null)
        {
            // Nobody has said yet what is wanted: what runs goes on, and its end is known.
            state = (await InspectAsync(cancellation)) is { } known ? WordOf(known.State) : "waiting";
            return Sooner(AgentLimits.Look, record.End);
        }

        MakeKey();
        if (now.ToUnixTimeSeconds() < want.Vpxi.Start)
        {
            Say("waiting", null);
            return Sooner(AgentLimits.Look, want.Vpxi.Start);
        }

        return await KeepAsync(want, cancellation);
    }

    private async Task<TimeSpan> KeepAsync(Wanted want, CancellationToken cancellation)
    {
        loginsUntil = DateTimeOffset.MaxValue;
        NodeStatus? status = await InspectAsync(cancellation);
        Verdict verdict = parts.Slot(record.Element) is null
            ? new Verdict(IsGranted: false, DateTimeOffset.MaxValue, $"there is no resource {record.Element} here")
            : parts.Judge.Decide(record.Element, want.Vpxi);
        if (!verdict.IsGranted)
        {
            await RefuseAsync(status, verdict.Reason, cancellation);
        }
        else if (status is null or { State: NodeState.Starting })
        {
            // Whatever wakes this in between, what failed is not tried sooner.
            TimeSpan left = again - parts.Time.GetUtcNow();
            if (left > TimeSpan.Zero)
            {
                return Sooner(left, record.End);
            }

            await StartAsync(want, status is not null, cancellation);
        }
        else
        {
            await SetAsync(want, status, cancellation);
        }

        DateTimeOffset until = loginsUntil < verdict.Until ? loginsUntil : verdict.Until;
        return Sooner(Sooner(AgentLimits.Look, record.End), until.ToUnixTimeSeconds() + 1);
    }

    // A session is a lease: without a chain nothing of the node runs, but a renewal finds it as it was.
    private async Task RefuseAsync(NodeStatus? status, string? reason, CancellationToken cancellation)
    {
        switch (status?.State)
        {
            case NodeState.Running:
                await parts.Driver.SuspendAsync(record.Plan, name, cancellation);
                Say("suspended", reason);
                break;
            case NodeState.Suspended:
                Say("suspended", reason);
                break;
            case NodeState.Starting or NodeState.Ended:
                await parts.Driver.StopAsync(record.Plan, cancellation: cancellation);
                Say("failed", reason);
                break;
            default:
                Say("failed", reason);
                break;
        }
    }

    private async Task StartAsync(Wanted want, bool isLeft, CancellationToken cancellation)
    {
        Move(want);
        DeploymentPlan plan = new NodePlan(parts.Settings(), parts.Underlay)
            .Of(record, parts.Slot(record.Element)!, want.Vpxi, want.Node, files);
        Say("starting", null);
        if (isLeft)
        {
            await parts.Driver.StopAsync(record.Plan, cancellation: cancellation);
        }

        await parts.Driver.StartAsync(plan, progress: null, cancellation);
        alarm.Ring();
    }

    // Planned again, a node may be on another resource than before.
    private void Move(Wanted want)
    {
        record = record with { Element = want.Node.Element };
        files.Save(record);
    }

    private async Task SetAsync(Wanted want, NodeStatus status, CancellationToken cancellation)
    {
        bool isToRun = want.Vpxi.Wanted != "suspend";
        switch (status.State)
        {
            case NodeState.Running when !isToRun:
                await parts.Driver.SuspendAsync(record.Plan, name, cancellation);
                Say("suspended", null);
                break;
            case NodeState.Suspended when isToRun:
                await parts.Driver.ResumeAsync(record.Plan, name, cancellation);
                Say("running", null);
                alarm.Ring();
                break;
            case NodeState.Running:
                failures = 0;
                Say("running", await TellAsync(want, status, cancellation));
                break;
            default:
                Say(WordOf(status.State), status.ExitCode is { } code ? $"its first process ended with {code}" : null);
                break;
        }
    }

    // That its daemon cannot be told is to be known, and tried again; the node runs all the same.
    private async Task<string?> TellAsync(Wanted want, NodeStatus status, CancellationToken cancellation)
    {
        if (status.Process is not { } first || hit is null)
        {
            return null;
        }

        try
        {
            await daemon.TellAsync(
                first,
                hit,
                want.Vpxi.Certificates.Concat(reporter.Certificates).Take(AgentLimits.Members),
                parts.Revocations.Octets,
                want.Vpxi.Members.Take(AgentLimits.Members),
                cancellation);
            loginsUntil = parts.Settings().Nodes.Ssh
                ? await logins.SetAsync(first, want.Vpxi, cancellation)
                : DateTimeOffset.MaxValue;
            return null;
        }
        catch (Exception failure) when (failure is ControlException or IOException or UnauthorizedAccessException)
        {
            return $"its daemon: {failure.Message}";
        }
        catch (DeploymentException failure)
        {
            return failure.Message;
        }
    }

    private async Task StopAsync(Wanted? want, CancellationToken cancellation)
    {
        if (await parts.Driver.StopAsync(record.Plan, cancellation: cancellation))
        {
            parts.Log.Info("node.stopped", ("vpxi", record.Vpxi), ("node", record.Node));
        }

        Say("ended", null);
        files.Delete();
        key = null;
        IsOver = want is null && ReferenceEquals(want, wanted);
    }

    private async Task<NodeStatus?> InspectAsync(CancellationToken cancellation)
    {
        try
        {
            return await parts.Driver.InspectAsync(record.Plan, name, cancellation);
        }
        catch (DeploymentException none) when (none.Fault == DeploymentFault.Unknown)
        {
            // There is no journal, or it was begun and knows no node yet: then nothing of the node can run.
            return parts.Driver.Plans().Contains(record.Plan)
                ? new NodeStatus { Node = name, State = NodeState.Starting }
                : null;
        }
    }

    private void MakeKey()
    {
        if (key is null)
        {
            files.Save(record);
            key = files.Key();
            hit = HostNames.HitOf(key);
        }
    }

    private void Say(string word, string? why)
    {
        string? text = why?.Length > AgentLimits.Detail ? why[..AgentLimits.Detail] : why;
        if (word == state && text == detail && (reporter.HasReport || key is null))
        {
            return;
        }

        (state, detail) = (word, text);
        (string, object?)[] fields =
            [("vpxi", record.Vpxi), ("node", record.Node), ("element", record.Element), ("detail", text)];
        if (word == "failed")
        {
            parts.Log.Warn("node.failed", fields);
        }
        else
        {
            parts.Log.Info($"node.{word}", fields);
        }

        if (key is not null && hit is not null)
        {
            string address = parts.Underlay.Node(record.Number).Address.ToString();
            reporter.Tell(new NodeReport(key.Sexp.Canonical, hit.ToString(), [address], word, text));
        }
    }

    private TimeSpan Sooner(TimeSpan most, long instant)
    {
        long now = parts.Time.GetUtcNow().ToUnixTimeMilliseconds();
        return instant - (now / 1_000) > most.TotalSeconds
            ? most
            : TimeSpan.FromMilliseconds(Math.Clamp((instant * 1_000) - now, 1, most.TotalMilliseconds));
    }

    private static string WordOf(NodeState state) => state.ToString().ToLowerInvariant();
}
