using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Infrastructures;

/// <summary>Tells those whom something concerns, in the transaction that does it.</summary>
internal sealed class Announcements(InfrastructureParts parts)
{
    /// <summary>The owner of an infrastructure is told.</summary>
    public Operation ToOwner(RunRecord run, string name, IReadOnlyDictionary<string, string>? details = null) =>
        parts.Events.Entry(run.Owner, name, $"vpxi/{run.Id}", details);

    /// <summary>
    /// The work of an infrastructure's agents has changed; who misses it sees it at the next heartbeat.
    /// </summary>
    public IEnumerable<Operation> Work(RunRecord run) =>
    [
        .. run.Offers.Select(offer => new PutOperation(parts.Own.Work(offer), "1"u8.ToArray())),
        .. run.Agents.Select(agent => parts.Events.Entry(agent, "work.changed", $"vpxi/{run.Id}")),
    ];
}
