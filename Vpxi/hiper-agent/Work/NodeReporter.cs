using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Client.Contracts;

namespace HiperNet.Agent.Work;

/// <summary>
/// Tells the registrar what a node does, until it knows; apart from the node's keeper, which must not wait for a
/// network.
/// </summary>
internal sealed class NodeReporter(KeeperParts parts, NodeRecord record, Action answered) : IDisposable
{
    private readonly Alarm alarm = new(parts.Time);
    private volatile NodeReport? next;
    private volatile NodeReport? known;
    private volatile IReadOnlyList<ReadOnlyMemory<byte>> certificates = [];

    /// <summary>Whether there is something to tell, or was.</summary>
    public bool HasReport => next is not null;

    /// <summary>Whether the registrar knows the last report.</summary>
    public bool IsKnown => ReferenceEquals(next, known);

    /// <summary>What the registrar answered: certificates for the node's key.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Certificates => certificates;

    /// <summary>Has something told.</summary>
    public void Tell(NodeReport report)
    {
        next = report;
        alarm.Ring();
    }

    /// <summary>Tells until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        int failures = 0;
        while (true)
        {
            NodeReport? report = next;
            if (report is not null && !ReferenceEquals(report, known))
            {
                ApiAnswer<NodeAnswer> answer = await parts.Client.ReportAsync(
                    parts.Settings().Offer.Id, record.Vpxi, record.Node, report, cancellation);
                failures = answer.IsDone ? 0 : failures + 1;
                if (answer.IsDone)
                {
                    known = report;
                    certificates = answer.Value?.Certificates ?? [];
                    answered();
                    continue;
                }
            }

            await alarm.WaitAsync(
                failures > 0 ? AgentLimits.PauseAfter(failures) : AgentLimits.LongestPause, cancellation);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => alarm.Dispose();
}
