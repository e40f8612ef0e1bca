using HiperNet.HipStack.Identity;
using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Association;

/// <summary>
/// Decide which services a peer, which has proven its key, may have from us (RFC 8003 section 3.3), and answer with
/// <see cref="HipEngine.AnswerRegistration"/>. It comes before the <see cref="AuthorisationRequest"/> of the same I2;
/// whoever answers it first lets the answer go with the R2.
/// </summary>
public sealed class RegistrationQuestion : Effect
{
    internal RegistrationQuestion(
        long ticket,
        AssociationKey key,
        HostIdentity identity,
        IReadOnlyList<ReadOnlyMemory<byte>> chain,
        RegistrationRequest request,
        Path path)
    {
        Ticket = ticket;
        Key = key;
        Identity = identity;
        Chain = chain;
        Types = request.Types;
        Lifetime = request.Lifetime;
        Path = path;
    }

    /// <summary>Names the question.</summary>
    public long Ticket { get; }

    /// <summary>The two HITs.</summary>
    public AssociationKey Key { get; }

    /// <summary>The peer's key.</summary>
    public HostIdentity Identity { get; }

    /// <summary>The SPKI certificates that the peer showed; not yet read by anyone.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Chain { get; }

    /// <summary>What it asks for, the preferred first.</summary>
    public IReadOnlyList<RegistrationType> Types { get; }

    /// <summary>How long it asks for.</summary>
    public TimeSpan Lifetime { get; }

    /// <summary>Where the peer is.</summary>
    public Path Path { get; }
}
