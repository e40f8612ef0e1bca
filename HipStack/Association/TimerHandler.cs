using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Association;

/// <summary>Does what is due.</summary>
internal sealed class TimerHandler(
    EngineContext context,
    Initiator initiator,
    Responder responder,
    Closer closing,
    Updater updater,
    Rekeyer rekeyer,
    Mobility mobility,
    Notifier notifier,
    RegistrationTimers registrations)
{
    public void Run()
    {
        while (context.Schedule.TryTakeDue(context.Now, out HipAssociation association))
        {
            while (association.Deadlines.TryTakeDue(context.Now, out AssociationTimer timer))
            {
                Handle(association, timer);
            }

            mobility.AnnounceIfDue(association);
            registrations.Look(association);

            context.Schedule.Update(association);
        }
    }

    private void Handle(HipAssociation association, AssociationTimer timer)
    {
        switch (timer)
        {
            case AssociationTimer.Retry when association.State == AssociationState.Closing:
                closing.Retry(association);
                break;
            case AssociationTimer.Retry:
                initiator.Retry(association);
                break;
            case AssociationTimer.State:
                StateIsOver(association);
                break;
            case AssociationTimer.Answer:
                AnswerIsLate(association);
                break;
            case AssociationTimer.Puzzle:
                closing.Fail(association, AssociationEvent.TimeoutGiveUp, EndReason.PuzzleTooHard);
                break;
            case AssociationTimer.Update:
                RetryUpdates(association);
                break;
            case AssociationTimer.Unused:
                LookAtTraffic(association);
                break;
            case AssociationTimer.Rekey:
                rekeyer.TimeIsOver(association);
                break;
            case AssociationTimer.OldSa:
                rekeyer.RemoveOld(association);
                break;
            case AssociationTimer.RightEnd:
                closing.Revoke(
                    association, AssociationEvent.RightEnded, EndReason.RightEnded, "the right has ended");
                break;
            case AssociationTimer.Keepalive:
                KeepAlive(association);
                break;
            case AssociationTimer.Locators:
                mobility.ExpireLocators(association);
                break;
            case AssociationTimer.Registration:
                registrations.Run(association);
                break;
            default:
                throw new InvalidOperationException($"No handler for {timer}.");
        }
    }

    private void StateIsOver(HipAssociation association)
    {
        if (association.State == AssociationState.R2Sent)
        {
            // An association that waits for certificates has no right to become established.
            if (association.IsOpen)
            {
                context.TryMove(association, AssociationEvent.TimeoutExchangeComplete);
            }
            else
            {
                closing.Revoke(
                    association, AssociationEvent.RightEnded, EndReason.NoVerdict, "no complete chain came");
            }
        }
        else if (context.TryMove(association, AssociationEvent.TimeoutState))
        {
            context.Forget(association);
        }
    }

    /// <summary>Nobody decided in time.</summary>
    private void AnswerIsLate(HipAssociation association)
    {
        association.Ticket = 0;
        if (association.Candidate is not null)
        {
            responder.Refuse(association, EndReason.NoVerdict, "nobody decided in time");
        }
        else if (!association.IsOpen)
        {
            AssociationEvent happened = association.State == AssociationState.I2Sent
                ? AssociationEvent.VerdictRefusedOnR2
                : AssociationEvent.RightEnded;
            closing.Revoke(association, happened, EndReason.NoVerdict, "nobody decided in time");
        }
    }

    private void RetryUpdates(HipAssociation association)
    {
        foreach (PendingUpdate update in updater.Retry(association))
        {
            GiveUp(association, update);
            if (association.Secrets is null || association.State == AssociationState.Closing)
            {
                return;
            }
        }

        if (association.Updates.Outstanding.Any(update => update.Backoff.Tries == 3
            && update.Purpose is UpdatePurpose.Probe or UpdatePurpose.Readdress or UpdatePurpose.Rekey)
            && !association.IsSilent)
        {
            mobility.TryOthers(association);
        }
    }

    /// <summary>
    /// No acknowledgement came. The association is broken (RFC 7401 section 6.11), unless it was about one address
    /// only or the peer gave some other sign since.
    /// </summary>
    private void GiveUp(HipAssociation association, PendingUpdate update)
    {
        if (update.Purpose == UpdatePurpose.Ping)
        {
            context.Emit(new PingAnswered(association.Key, update.Ticket, roundTrip: null));
            return;
        }

        if (update.Purpose == UpdatePurpose.Verify)
        {
            Mobility.NotThere(association, update);
            return;
        }

        bool isAlive = association.LastSign > update.FirstSentAt;
        if (!isAlive || update.Purpose is UpdatePurpose.Rekey or UpdatePurpose.Chain)
        {
            closing.Close(association, AssociationEvent.TimeoutGiveUp, EndReason.NoUpdateAnswer);
        }
        else if (update.Purpose == UpdatePurpose.Readdress)
        {
            // The peer still sends to where we were.
            mobility.Announce(association);
        }
    }

    /// <summary>Ends an association without data, and asks a peer that is silent while we send for a sign.</summary>
    private void LookAtTraffic(HipAssociation association)
    {
        if (!association.IsOpen)
        {
            return;
        }

        TimeSpan lastData = association.LastInbound > association.LastOutbound
            ? association.LastInbound
            : association.LastOutbound;
        if (context.Now - lastData >= context.Options.UnusedLifetime && !association.Registrations.AreAlive)
        {
            closing.Close(association, AssociationEvent.TimeoutUnused, EndReason.Unused);
            return;
        }

        bool isSilent = association.LastOutbound > association.LastSign
            && context.Now - association.LastSign >= context.Options.SilenceProbe;
        if (isSilent
            && EngineContext.Allows(association, AssociationEvent.LocalUpdate)
            && !association.Updates.Outstanding.Any(update => update.Purpose == UpdatePurpose.Probe))
        {
            updater.Send(association, UpdatePurpose.Probe, []);
        }

        context.Set(association, AssociationTimer.Unused, context.Options.SilenceProbe);
    }

    private void KeepAlive(HipAssociation association)
    {
        if (association is { IsOpen: true, Path: { Encapsulation: Encapsulation.Udp } path })
        {
            notifier.Send(path, association.Key, association.LocalKey, NotifyType.NatKeepalive, []);
            context.Set(association, AssociationTimer.Keepalive, context.Options.KeepaliveInterval);
        }
    }
}
