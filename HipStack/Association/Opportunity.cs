using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Association;

/// <summary>
/// Opportunistic mode (RFC 7401 section 4.1.8): an I1 went to an address, and whoever proves a key from there is the
/// peer. What this proves is no more than that; rights are the verdict's business, as ever.
/// </summary>
internal sealed class Opportunity(EngineContext context, Initiator initiator)
{
    /// <summary>Takes an R1 of a host that was not asked by its HIT.</summary>
    public ControlDrop ReceiveR1(Path path, HipPacket packet, AssociationKey key)
    {
        if (context.Find(key with { Peer = default }) is not { State: AssociationState.I1Sent, Attempt: { } } asking
            || !asking.Attempt.Request.Paths.Any(asked => asked.Encapsulation == path.Encapsulation
                && asked.Remote.Address.Equals(path.Remote.Address)))
        {
            return ControlDrop.WrongState;
        }

        // Whoever does not hold the key that it names must not be able to end the attempt.
        if (!R1Fields.TryRead(packet, out R1Fields? fields))
        {
            return ControlDrop.BadParameter;
        }

        ControlDrop drop = HostIds.TryRead(fields.HostId.Contents, key.Peer, out HostVerifier? responder);
        if (drop != ControlDrop.None)
        {
            return drop;
        }

        if (!Sealing.HasValidSignature2(packet, responder!))
        {
            return ControlDrop.WrongSignature;
        }

        if (context.FindOrAdd(key, asking.LocalKey) is not { } association
            || !initiator.TakeOver(association, asking))
        {
            return ControlDrop.WrongState;
        }

        context.Forget(asking);
        return initiator.ReceiveR1(association, path, packet);
    }
}
