using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Association;

/// <summary>Sends UPDATEs reliably, and takes their acknowledgements (RFC 7401 sections 6.11 and 6.12).</summary>
internal sealed class Updater(EngineContext context)
{
    /// <summary>Sends an UPDATE that the peer has to acknowledge; null if too many wait already.</summary>
    /// <param name="association">The association.</param>
    /// <param name="purpose">What for.</param>
    /// <param name="parameters">What it says besides SEQ, ACK, HIP_MAC and HIP_SIGNATURE, in any order.</param>
    /// <param name="acknowledged">The peer's Update ID to acknowledge with it, or null.</param>
    /// <param name="path">Which way; null for the association's.</param>
    /// <param name="ticket">What the caller of a ping named it.</param>
    public PendingUpdate? Send(
        HipAssociation association,
        UpdatePurpose purpose,
        IEnumerable<IHipParameter> parameters,
        uint? acknowledged = null,
        Path? path = null,
        long ticket = 0)
    {
        if (association.Updates.IsFull)
        {
            return null;
        }

        uint id = association.Updates.TakeId();
        List<IHipParameter> all = [.. parameters, new SeqParameter(id)];
        if (acknowledged is { } ack)
        {
            all.Add(new AckParameter([ack]));
            AddReflexive(association, all, path ?? association.Path!);
        }

        PendingUpdate update = new()
        {
            Id = id,
            Purpose = purpose,
            Packet = Build(association, all),
            Path = path ?? association.Path!,
            Backoff = new Backoff(association.RoundTrip.Timeout(context.Options), context.Options.MaxRetryInterval),
            FirstSentAt = context.Now,
            Ticket = ticket,
        };
        association.Updates.Add(update);
        context.Send(update.Path, update.Packet);
        update.Due = update.Backoff.Next(context.Now);
        Reschedule(association);
        if (acknowledged is { } answered)
        {
            association.Updates.Remember(
                answered, update.Packet, purpose == UpdatePurpose.Verify ? update.Path : null);
        }

        return update;
    }

    /// <summary>Acknowledges an UPDATE, with what it asked for.</summary>
    public void Acknowledge(
        HipAssociation association, uint id, IEnumerable<IHipParameter> parameters, Path path)
    {
        List<IHipParameter> all = [.. parameters, new AckParameter([id])];
        AddReflexive(association, all, path);
        byte[] packet = Build(association, all);
        association.Updates.Remember(id, packet);
        context.Send(path, packet);
    }

    /// <summary>Takes acknowledgements; returns the UPDATEs that they are for.</summary>
    public IReadOnlyList<PendingUpdate> TakeAcknowledged(HipAssociation association, HipPacket packet)
    {
        if (!packet.TryRead(out AckParameter? ack))
        {
            return [];
        }

        PendingUpdate[] taken =
            [.. association.Updates.Outstanding.Where(update => ack.UpdateIds.Contains(update.Id))];
        foreach (PendingUpdate update in taken)
        {
            association.Updates.Remove(update);
            if (update.Backoff.Tries == 1)
            {
                association.RoundTrip.Measure(context.Now - update.FirstSentAt);
            }
        }

        Reschedule(association);
        return taken;
    }

    /// <summary>Sends again what is due; returns what was sent for the last time and is given up.</summary>
    public IReadOnlyList<PendingUpdate> Retry(HipAssociation association)
    {
        List<PendingUpdate> givenUp = [];
        foreach (PendingUpdate update in association.Updates.Outstanding.ToArray())
        {
            if (update.Due > context.Now)
            {
                continue;
            }

            if (update.Backoff.Tries >= context.Options.UpdateRetries)
            {
                association.Updates.Remove(update);
                givenUp.Add(update);
                continue;
            }

            context.SendAgain(association, update.Path, update.Packet);
            update.Due = update.Backoff.Next(context.Now);
        }

        Reschedule(association);
        return givenUp;
    }

    private void Reschedule(HipAssociation association) =>
        context.SetAt(association, AssociationTimer.Update, association.Updates.NextDue());

    /// <summary>Every answer to a client of our relay says where it is seen (RFC 9028 section 4.1).</summary>
    private void AddReflexive(HipAssociation association, List<IHipParameter> answer, Path path)
    {
        if (association.Registrations.Grants(RegistrationType.RelayUdpHip, context.Now)
            && !answer.Exists(parameter => parameter.Type == ParameterType.RegFrom))
        {
            answer.Add(RegistrationKeeper.Reflexive(path));
        }
    }

    private static byte[] Build(HipAssociation association, List<IHipParameter> parameters)
    {
        PacketBuilder builder = new(
            PacketType.Update,
            HipControls.None,
            association.Key.Local.ToUInt128(),
            association.Key.Peer.ToUInt128());
        foreach (IHipParameter parameter in parameters.OrderBy(parameter => parameter.Type))
        {
            builder.Add(parameter);
        }

        return Sealing.Seal(builder, association.Secrets!, association.LocalKey);
    }
}
