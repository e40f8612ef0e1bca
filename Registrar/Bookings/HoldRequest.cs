using HiperNet.Vpxi.Planning.Pools;

namespace HiperNet.Registrar.Bookings;

/// <summary>What is to be held.</summary>
/// <param name="Id">Its name; asking again with the same name and document changes nothing.</param>
/// <param name="Owner">The principal of who asks.</param>
/// <param name="Document">What is asked for, in VXDL.</param>
/// <param name="Options">Who asks as which member of what, and how long a plan is looked for.</param>
public sealed record HoldRequest(string Id, string Owner, string Document, AllocationOptions Options)
{
    /// <summary>What must be so when it is held; while it is not, the hold is tried again.</summary>
    public IReadOnlyList<State.Compare> Conditions { get; init; } = [];

    /// <summary>The nodes of the document that are asked for, with the links between them; null for all.</summary>
    public IReadOnlySet<string>? Part { get; init; }

    /// <summary>
    /// Offers of other registrars that are planned with too, under names of <see cref="ForeignName"/>. Nothing of them
    /// is booked here: they are not ours to book.
    /// </summary>
    public IReadOnlyList<OfferRecord> Others { get; init; } = [];
}
