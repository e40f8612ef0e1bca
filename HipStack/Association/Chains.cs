using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Association;

/// <summary>
/// Certificates that did not fit the base exchange, and newer ones, by UPDATE. An UPDATE that completes the chain of
/// a peer that is not authorised yet is acknowledged with the verdict, so that the peer knows when it may send.
/// </summary>
internal sealed class Chains(EngineContext context, Updater updater, Opening opening)
{
    /// <summary>Newer chains a second from one address; each is a decision that costs the daemon much.</summary>
    public const int MaxRenewals = 4;

    private readonly SourceRates renewals = new(context.Random);

    /// <summary>Shows the peer other certificates from now on.</summary>
    public void Renew(HipAssociation association, IReadOnlyList<ReadOnlyMemory<byte>> chain)
    {
        association.OwnChain = opening.NewChain(association, chain);
        SendNext(association);
    }

    /// <summary>Sends the next part of our chain, if there is one and none is under way.</summary>
    public void SendNext(HipAssociation association)
    {
        if (association.OwnChain is not { IsDone: false } chain
            || !EngineContext.Allows(association, AssociationEvent.ReceiveUpdateValid)
            || association.Updates.Outstanding.Any(update => update.Purpose == UpdatePurpose.Chain))
        {
            return;
        }

        updater.Send(association, UpdatePurpose.Chain, chain.Take(opening.Room(Opening.UpdateOctets)));
    }

    /// <summary>The peer has a part of our chain: it gets the next, or has all.</summary>
    public void Acknowledged(HipAssociation association)
    {
        SendNext(association);
        opening.TryOpen(association);
    }

    /// <summary>The peer sends data: it has all that it needs to grant us, whatever became of its answer.</summary>
    public void DataReceived(HipAssociation association)
    {
        if (association is { IsListening: true, OwnChain: not { IsDone: false } })
        {
            foreach (PendingUpdate update in association.Updates.Outstanding
                .Where(update => update.Purpose == UpdatePurpose.Chain).ToArray())
            {
                association.Updates.Remove(update);
            }

            opening.TryOpen(association);
        }
    }

    /// <summary>Takes a part of the peer's chain; asks for a verdict when it is complete.</summary>
    public ControlDrop Receive(HipAssociation association, HipPacket packet, uint id, out bool acknowledged)
    {
        acknowledged = false;
        if (association is { IsOpen: true, PeerChain.IsIncomplete: false }
            && renewals.Count(association.Path!.Remote.Address, context.Now) > MaxRenewals)
        {
            return ControlDrop.RateLimited;
        }

        if (!association.PeerChain.TryAdd(packet))
        {
            return ControlDrop.BadCertificates;
        }

        if (association.PeerChain.IsIncomplete)
        {
            return ControlDrop.None;
        }

        association.PeerChainFollows = false;
        if (!association.IsOpen)
        {
            association.HeldAcknowledgement = id;
            acknowledged = true;
        }

        opening.Ask(association, association.Peer!.Identity, association.PeerChain, association.Path!);
        return ControlDrop.None;
    }

    /// <summary>
    /// A responder that promised certificates with its R2, because it did not know better, has none: the verdict can
    /// be asked for without.
    /// </summary>
    public void TakeEndOfChain(HipAssociation association, HipPacket packet)
    {
        if (association is { State: AssociationState.I2Sent, R2Accepted: true, PeerChainFollows: true, Verdict: null }
            && association.PeerChain.IsEmpty
            && packet.TryRead(out InnerFamiliesParameter? features)
            && !features.CertificatesFollow)
        {
            association.PeerChainFollows = false;
            opening.Ask(association, association.Peer!.Identity, association.PeerChain, association.Path!);
        }
    }

    /// <summary>The verdict that an acknowledgement waited for has come.</summary>
    public void Release(HipAssociation association)
    {
        if (association.HeldAcknowledgement is { } id)
        {
            association.HeldAcknowledgement = null;
            bool follows = association.OwnChain is { IsEmpty: false };
            updater.Acknowledge(association, id, [PeerFeatures.Ours(follows)], association.Path!);
        }
    }
}
