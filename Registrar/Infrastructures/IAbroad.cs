using HiperNet.Registrar.Bookings;
using HiperNet.Spki.Keys;

namespace HiperNet.Registrar.Infrastructures;

/// <summary>Resources of other registrars, for an infrastructure: all that it needs of them, or nothing.</summary>
public interface IAbroad
{
    /// <summary>Plans over what others have too, and holds it here and there, or nothing of it.</summary>
    /// <param name="request">What was refused with own resources alone.</param>
    /// <param name="user">Who it is for.</param>
    /// <param name="refused">That refusal.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<AllocatorResult> HoldAsync(
        HoldRequest request, PublicKey user, AllocatorResult refused, CancellationToken cancellation);

    /// <summary>Confirms what others hold; null if all of it is.</summary>
    /// <param name="vpxi">The infrastructure.</param>
    /// <param name="user">Who it is for.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<AllocatorResult?> ConfirmAsync(VpxiRecord vpxi, Principal user, CancellationToken cancellation);

    /// <summary>The resources that others have given an infrastructure.</summary>
    Task<Outcome<IReadOnlyList<ForeignResource>>> ResourcesAsync(string id, CancellationToken cancellation);

    /// <summary>Gives back what others hold or have given; who does not answer is asked again later.</summary>
    Task<AllocatorResult?> CancelAsync(string id, CancellationToken cancellation);
}
