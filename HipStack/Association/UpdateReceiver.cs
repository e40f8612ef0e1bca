using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Association;

/// <summary>Takes UPDATEs, and gives each parameter to whom it concerns (RFC 7401 section 6.12).</summary>
internal sealed class UpdateReceiver(
    EngineContext context,
    Updater updater,
    Rekeyer rekeyer,
    Mobility mobility,
    Chains chains,
    RegistrationServer server,
    RegistrationClient client,
    DataRelay dataRelay)
{
    /// <summary>Answers a second to Update IDs that come again from one address.</summary>
    public const int MaxRepeatedAnswers = 16;

    /// <summary>The longest echo request that is answered, in octets: the answer has to fit a packet.</summary>
    public const int MaxEchoOctets = 512;

    private readonly SourceRates repeats = new(context.Random);

    public ControlDrop Receive(HipAssociation association, Path path, HipPacket packet)
    {
        if (association.Secrets is not { } secrets
            || association.Peer is not { } peer
            || !EngineContext.Allows(association, AssociationEvent.ReceiveUpdateValid))
        {
            return ControlDrop.WrongState;
        }

        ParameterReading seqReading = packet.Read(out SeqParameter? seq);
        ParameterReading ackReading = packet.Read(out AckParameter? ack);
        if (seqReading is ParameterReading.Malformed or ParameterReading.Repeated
            || ackReading is ParameterReading.Malformed or ParameterReading.Repeated
            || (seq is null && ack is null))
        {
            return ControlDrop.BadParameter;
        }

        if (seq is not null && !association.Updates.IsInWindow(seq.UpdateId))
        {
            return ControlDrop.OutsideWindow;
        }

        if (seq is null && !association.Updates.Outstanding.Any(update => ack!.UpdateIds.Contains(update.Id)))
        {
            // It acknowledges nothing that waits for it (section 6.12.2, step 1).
            return ControlDrop.Replayed;
        }

        if (!Sealing.HasValidMac(packet, secrets))
        {
            return ControlDrop.WrongMac;
        }

        if (!Sealing.HasValidSignature(packet, peer))
        {
            return ControlDrop.WrongSignature;
        }

        if (association.IsOpen)
        {
            context.TryMove(association, AssociationEvent.ReceiveUpdateValid);
        }

        bool isFresh = TakeAcknowledgements(association, packet)
            || (seq is not null && !association.Updates.WasProcessed(seq.UpdateId));
        if (isFresh)
        {
            // Not by a packet that came before: anybody can send that again.
            association.LastInbound = context.Now;
            association.LastSign = context.Now;
        }

        chains.TakeEndOfChain(association, packet);
        if (packet.TryRead(out EchoResponseSignedParameter? echo))
        {
            mobility.ReceiveEcho(association, echo.Octets.Span);
        }

        if (seq is null || !association.Updates.WasProcessed(seq.UpdateId))
        {
            client.ReceiveUpdate(association, packet);
        }

        return seq is null ? ControlDrop.None : TakeSequenced(association, path, packet, seq.UpdateId);
    }

    /// <returns>Whether anything was acknowledged that waited for it.</returns>
    private bool TakeAcknowledgements(HipAssociation association, HipPacket packet)
    {
        IReadOnlyList<PendingUpdate> taken = updater.TakeAcknowledged(association, packet);
        foreach (PendingUpdate update in taken)
        {
            switch (update.Purpose)
            {
                case UpdatePurpose.Rekey:
                    rekeyer.Acknowledged(association, update);
                    break;
                case UpdatePurpose.Chain:
                    chains.Acknowledged(association);
                    break;
                case UpdatePurpose.Ping:
                    context.Emit(new PingAnswered(association.Key, update.Ticket, context.Now - update.FirstSentAt));
                    break;
                case UpdatePurpose.Verify:
                    // It tells of its own address alone; the echo in it is looked at next.
                    break;
                default:
                    association.IsSilent = false;
                    break;
            }
        }

        return taken.Count > 0;
    }

    private ControlDrop TakeSequenced(HipAssociation association, Path path, HipPacket packet, uint id)
    {
        if (association.Updates.WasProcessed(id))
        {
            if (association.Updates.TryFindAnswer(id, out byte[]? answer, out Path? only)
                && repeats.Count(path.Remote.Address, context.Now) <= MaxRepeatedAnswers)
            {
                context.SendAgain(association, only ?? path, answer);
            }

            return ControlDrop.Replayed;
        }

        List<IHipParameter> answers = [];
        if (packet.TryRead(out EchoRequestSignedParameter? echo))
        {
            if (echo.Octets.Length > MaxEchoOctets)
            {
                return ControlDrop.BadParameter;
            }

            answers.Add(new EchoResponseSignedParameter(echo.Octets));
        }

        ControlDrop drop = TakeParameters(association, path, packet, id, out bool acknowledged);
        if (drop != ControlDrop.None || association.Secrets is null)
        {
            return drop;
        }

        association.Updates.MarkProcessed(id);
        bool isHeld = association.HeldAcknowledgement == id;
        if (!acknowledged || (answers.Count > 0 && !isHeld))
        {
            updater.Acknowledge(association, id, answers, path);
        }

        mobility.PeerSeenAt(association, path);
        return ControlDrop.None;
    }

    private ControlDrop TakeParameters(
        HipAssociation association, Path path, HipPacket packet, uint id, out bool acknowledged)
    {
        acknowledged = false;
        ControlDrop refused = dataRelay.Receive(association, packet);
        if (refused != ControlDrop.None)
        {
            return refused;
        }

        if (packet.TryRead(out EspInfoParameter? info) && info.OldSpi != info.NewSpi)
        {
            ControlDrop drop = rekeyer.Receive(association, packet, info, id, out acknowledged);
            if (drop != ControlDrop.None)
            {
                return drop;
            }
        }

        if (packet.TryRead(out LocatorSetParameter? locators))
        {
            acknowledged |= mobility.ReceiveLocators(association, locators, path, id);
        }

        if (packet.TryFind(ParameterType.Cert, out _))
        {
            ControlDrop taken = chains.Receive(association, packet, id, out bool isHeld);
            acknowledged |= isHeld;
            if (taken != ControlDrop.None)
            {
                return taken;
            }
        }

        return server.ReceiveUpdate(association, path, packet, id, ref acknowledged);
    }
}
