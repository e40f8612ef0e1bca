using HiperNet.HipStack.Identity;

namespace HiperNet.HipStack.Association;

/// <summary>
/// Decide whether a peer, which has proven its key, may have an association, and answer with
/// <see cref="HipEngine.Authorise"/>. Until then no data passes.
/// </summary>
public sealed class AuthorisationRequest : Effect
{
    internal AuthorisationRequest(
        long ticket,
        AssociationKey key,
        HostIdentity identity,
        IReadOnlyList<ReadOnlyMemory<byte>> chain,
        Path path)
    {
        Ticket = ticket;
        Key = key;
        Identity = identity;
        Chain = chain;
        Path = path;
    }

    /// <summary>Names the question.</summary>
    public long Ticket { get; }

    /// <summary>The two HITs.</summary>
    public AssociationKey Key { get; }

    /// <summary>The peer's key, which signed this exchange.</summary>
    public HostIdentity Identity { get; }

    /// <summary>The SPKI certificates that the peer showed, in its order; not yet read by anyone.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Chain { get; }

    /// <summary>Where the peer is.</summary>
    public Path Path { get; }
}
