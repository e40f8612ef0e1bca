using HiperNet.HipStack.Identity;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Association;

/// <summary>
/// From a completed exchange to data: the peer's certificates, the verdict, the security associations. Nothing is
/// installed before the verdict.
/// </summary>
internal sealed class Opening(EngineContext context, RegistrationKeeper registrations)
{
    /// <summary>The header, SEQ and ACK of an UPDATE, in octets.</summary>
    public const int UpdateOctets = 40 + 8 + 8;

    /// <summary>Asks for a verdict. An older question is void.</summary>
    public void Ask(HipAssociation association, HostIdentity identity, IncomingChain chain, Path path)
    {
        association.Ticket = context.NextTicket();
        context.Set(association, AssociationTimer.Answer, context.Options.VerdictTimeout);
        context.Emit(new AuthorisationRequest(
            association.Ticket, association.Key, identity, chain.Certificates, path));
    }

    /// <summary>Draws the pair's keys and keeps them; nothing is drawn twice.</summary>
    public static void Hold(HipAssociation association, int index)
    {
        Secrets secrets = association.Secrets!;
        association.Held?.Dispose();
        association.Held = EspKeys.Draw(
            secrets.Keymat,
            index,
            secrets.Suite,
            association.Key,
            association.InboundSpi,
            association.OutboundSpi);
        secrets.KeymatIndex = index + EspKeys.Length(secrets.Suite);
    }

    /// <summary>Opens the association to data, or prolongs the right of one that is open.</summary>
    /// <param name="association">The association.</param>
    /// <param name="verdict">The verdict.</param>
    /// <param name="tell">Sends what tells the peer of it. It goes after our inbound keys are installed, since data may
    /// follow on its heels, and before our own data, which the peer could not read yet.</param>
    public void Grant(HipAssociation association, Verdict verdict, Action? tell = null)
    {
        association.Verdict = verdict;
        context.SetAt(association, AssociationTimer.RightEnd, verdict.Until ?? TimeSpan.MaxValue);
        association.Deadlines.Stop(AssociationTimer.Answer);
        bool isRenewal = association.Held is null;
        if (association.Held is { } held)
        {
            association.Held = null;
            Install(association, held, tell);
        }

        context.Emit(new AssociationUp(association.Key, association.Role, association.Path!, isRenewal));
    }

    /// <summary>
    /// An initiator opens when it has granted the responder, and the responder has all that it needs to grant us.
    /// </summary>
    /// <param name="association">The association.</param>
    /// <param name="tell">See <see cref="Grant"/>.</param>
    public void TryOpen(HipAssociation association, Action? tell = null)
    {
        if (association is { IsOpen: false, Held: not null, Verdict: { } verdict, OwnChain: not { IsDone: false } }
            && !(verdict.Until <= context.Now)
            && !association.Updates.Outstanding.Any(update => update.Purpose == UpdatePurpose.Chain)
            && (association.State == AssociationState.R2Sent
                || context.TryMove(association, AssociationEvent.VerdictGrantedOnR2)))
        {
            context.EndAttempt(association);
            Grant(association, verdict, tell);
        }
    }

    /// <summary>
    /// The peer is granted. It may open before its answer is here, or overtake it with data.
    /// </summary>
    public void Listen(HipAssociation association)
    {
        if (association is { IsOpen: false, IsListening: false, Held: { } held })
        {
            association.IsListening = true;
            EmitInbound(association, held);
        }
    }

    /// <summary>Clears what an association had, for the keys of a new exchange.</summary>
    public void Replace(HipAssociation association)
    {
        if (association.IsOpen)
        {
            RemoveSas(association);
            context.Emit(new AssociationDown(association.Key, EndReason.Replaced, "a newer exchange"));
        }

        context.Release(association);
        association.Deadlines.StopAll();
        association.Updates = new UpdateExchange(context.Options.FirstUpdateId);
        association.OwnChain = null;
        association.Verdict = null;
        association.LastR2 = null;
        association.LastI2Digest = null;
        association.CloseEcho = null;
        association.EndReason = EndReason.None;
        association.Detail = string.Empty;
        association.RekeyCount = 0;
        association.HeldAcknowledgement = null;
        association.LastNotify = null;
        association.LastNotifyDetail = string.Empty;
        association.IsPathVerified = true;
        association.IsSilent = false;
        association.MustAnnounce = false;
        association.NewestLocators = null;
        association.PeerAddresses.Clear();
        association.Registrations = new Registrations();
        association.IsDirectWayAsked = false;
    }

    /// <summary>Takes the security associations from the data path.</summary>
    public void RemoveSas(HipAssociation association)
    {
        context.StopListening(association);
        if (!association.IsOpen)
        {
            return;
        }

        association.IsOpen = false;
        registrations.AssociationEnded(association);
        context.Emit(new RemoveInboundSa(association.Key, association.InboundSpi));
        if (association.OldInboundSpi != 0)
        {
            context.Emit(new RemoveInboundSa(association.Key, association.OldInboundSpi));
        }

        if (association.Rekeying is { Material: not null } rekeying)
        {
            context.Emit(new RemoveInboundSa(association.Key, rekeying.NewInboundSpi));
        }

        context.EndRekeying(association);
    }

    /// <summary>
    /// The address that the exchange went over is verified by it. Our others are told of as soon as that may be, so
    /// that the peer knows where else to look for us (RFC 8047 section 4.2).
    /// </summary>
    public void UseAddress(HipAssociation association, Path path)
    {
        association.PeerAddresses.Clear();
        association.PeerAddresses.Add(new PeerAddress(path.Encapsulation, path.Remote)
        {
            State = PeerAddressState.Active,
            IsPreferred = true,
            Relayed = path.Relayed,
            IsControlOnly = path.IsControlOnly,
        });
        association.MustAnnounce |= path.Encapsulation == Encapsulation.Raw
            && context.LocalAddresses.Count(local => !SourceAddresses.IsLinkLocal(local.Address)) > 1;
    }

    /// <summary>Adds as many of our certificates as fit the packet; the rest goes by UPDATE.</summary>
    public void AddOwnChain(
        PacketBuilder builder, HipAssociation association, IReadOnlyList<ReadOnlyMemory<byte>> chain)
    {
        OutgoingChain outgoing = NewChain(association, chain);
        association.OwnChain = outgoing;
        foreach (CertParameter cert in outgoing.Take(Room(builder.Size)))
        {
            builder.Add(cert);
        }
    }

    /// <summary>A group of certificates that is ready to be dealt out.</summary>
    public OutgoingChain NewChain(HipAssociation association, IReadOnlyList<ReadOnlyMemory<byte>> chain) =>
        new(chain, association.NextChainGroup++, Room(UpdateOctets));

    /// <summary>How many octets of certificates a packet may carry, besides its MAC and signature.</summary>
    /// <param name="used">What the packet holds already, in octets.</param>
    public int Room(int used) => context.Options.MaxCertificatePacket - used - SealOctets();

    private static int SealOctets()
    {
        const int Mac = 56;
        const int Features = 8;
        const int SignatureHeader = 16;
        const int MaxSignature = 384;
        return Mac + Features + SignatureHeader + MaxSignature;
    }

    private void EmitInbound(HipAssociation association, HeldSas held) => context.Emit(new InstallInboundSa(
        association.Key, held.TakeInbound(), association.Path!, association.PeerMarksFamilies));

    private void Install(HipAssociation association, HeldSas held, Action? tell)
    {
        association.IsOpen = true;
        association.EstablishedAt = context.Now;
        association.RekeyedAt = context.Now;
        association.LastInbound = context.Now;
        association.LastSign = context.Now;
        association.LastOutbound = context.Now;
        context.Counters.Established++;
        if (!association.IsListening)
        {
            EmitInbound(association, held);
        }

        association.IsListening = false;
        tell?.Invoke();
        context.Emit(new InstallOutboundSa(
            association.Key, held.Outbound, association.Path!, association.PeerMarksFamilies));
        context.Set(association, AssociationTimer.Rekey, context.Options.RekeyInterval);
        context.Set(association, AssociationTimer.Unused, context.Options.SilenceProbe);
        if (association.Path!.Encapsulation == Encapsulation.Udp)
        {
            context.Set(association, AssociationTimer.Keepalive, context.Options.KeepaliveInterval);
        }
    }
}
