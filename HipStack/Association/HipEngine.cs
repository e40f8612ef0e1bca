using System.Diagnostics.CodeAnalysis;
using System.Net;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Identity;
using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Association;

/// <summary>
/// The Host Identity Protocol version 2 (RFC 7401) without sockets, clocks or threads: packets, times and decisions
/// come in by methods, and what is to be done comes out by <see cref="TryTake"/>. Every input names the time, which
/// never goes back. One thread at a time may use it.
/// </summary>
public sealed class HipEngine : IDisposable
{
    private readonly EngineContext context;
    private readonly Responder responder;
    private readonly Initiator initiator;
    private readonly Opportunity opportunity;
    private readonly Opening opening;
    private readonly Closer closing;
    private readonly Updater updater;
    private readonly Rekeyer rekeyer;
    private readonly Mobility mobility;
    private readonly Chains chains;
    private readonly UpdateReceiver updates;
    private readonly PacketReader reader;
    private readonly TimerHandler timers;
    private readonly RegistrationServer registrar;
    private readonly RegistrationClient requester;
    private readonly RelayedPackets relayed;
    private readonly Rendezvous rendezvous;
    private readonly ControlRelay controlRelay;
    private readonly RelayClient relays;

    /// <summary>An engine for some identities.</summary>
    /// <param name="options">What the administrator chose.</param>
    /// <param name="identities">Our keys, at least one; the caller disposes of them, after the engine.</param>
    /// <param name="random">Where random octets come from.</param>
    public HipEngine(EngineOptions options, IReadOnlyList<HostKey> identities, IRandomSource random)
    {
        if (identities.Count == 0)
        {
            throw new ArgumentException("An engine has at least one identity.", nameof(identities));
        }

        context = new EngineContext(options, identities, random);
        Notifier notifier = new(context);
        RegistrationKeeper keeper = new(context);
        opening = new Opening(context, keeper);
        closing = new Closer(context, opening, notifier);
        updater = new Updater(context);
        rekeyer = new Rekeyer(context, updater, closing);
        mobility = new Mobility(context, updater);
        chains = new Chains(context, updater, opening);
        registrar = new RegistrationServer(context, updater, keeper);
        requester = new RegistrationClient(context, updater, keeper);
        relayed = new RelayedPackets(context, notifier);
        rendezvous = new Rendezvous(context);
        controlRelay = new ControlRelay(context, notifier);
        relays = new RelayClient(context, updater, mobility, keeper);
        responder = new Responder(context, opening, closing, notifier, registrar);
        initiator = new Initiator(context, opening, closing, requester);
        opportunity = new Opportunity(context, initiator);
        DataRelay dataRelay = new(context, keeper);
        updates = new UpdateReceiver(
            context, updater, rekeyer, mobility, chains, registrar, requester, dataRelay);
        reader = new PacketReader(context);
        RegistrationTimers expiry = new(registrar, requester, keeper, relays);
        timers = new TimerHandler(
            context, initiator, responder, closing, updater, rekeyer, mobility, notifier, expiry);
    }

    /// <summary>What was counted since the start.</summary>
    public ControlCounters Counters => context.Counters;

    /// <summary>The R1s that are offered, for tests.</summary>
    internal R1Pool R1s => responder.Pool;

    /// <summary>What the parts share, for tests.</summary>
    internal EngineContext Context => context;

    /// <summary>When <see cref="Tick"/> has something to do; null if never.</summary>
    public TimeSpan? NextDeadline => context.Schedule.Next;

    /// <summary>How many associations there are, those in the making and those that ended lately among them.</summary>
    public int Count => context.Associations.Count;

    /// <summary>Takes a HIP packet, from its header on.</summary>
    /// <param name="now">The time.</param>
    /// <param name="path">Which way it came: our address and the peer's.</param>
    /// <param name="octets">The packet; it is copied where it is kept.</param>
    /// <returns>Why it was dropped; None if it was processed.</returns>
    public ControlDrop Receive(TimeSpan now, Path path, ReadOnlySpan<byte> octets)
    {
        context.Now = now;
        context.Counters.Received++;
        ControlDrop drop = PacketReader.TryRead(path, octets, out HipPacket? packet);
        AssociationKey key = default;
        if (packet is not null)
        {
            drop = Dispatch(path, packet, out key);
        }

        if (context.Find(key) is { } known)
        {
            registrar.Look(known);
            relays.Look(known);
        }

        if (drop != ControlDrop.None)
        {
            context.Counters.Drop(drop);
        }

        if (context.Find(key) is { } association)
        {
            association.LastDrop = drop != ControlDrop.None ? drop : association.LastDrop;
            mobility.AnnounceIfDue(association);
        }

        return drop;
    }

    /// <summary>Begins a base exchange with a peer.</summary>
    /// <returns>False if one goes on, an association is there, or an attempt failed just now.</returns>
    public bool Connect(TimeSpan now, ConnectRequest request)
    {
        context.Now = now;
        AssociationKey key = new(request.Local, request.Peer);
        if (context.Identity(request.Local) is not { } identity
            || request.Paths.Count == 0
            || (request.Peer.IsNone && !context.Options.AllowOpportunistic)
            || context.FindOrAdd(key, identity) is not { } association)
        {
            return false;
        }

        return initiator.Begin(association, request);
    }

    /// <summary>Answers <see cref="AuthorisationRequest"/>; an answer to an older question is ignored.</summary>
    public void Authorise(TimeSpan now, AuthorisationRequest question, Verdict verdict)
    {
        context.Now = now;
        if (context.Find(question.Key) is not { } association || association.Ticket != question.Ticket)
        {
            return;
        }

        association.Ticket = 0;
        association.Deadlines.Stop(AssociationTimer.Answer);
        if (verdict.IsGranted && verdict.Until <= now)
        {
            verdict = Verdict.Refused("the right has ended");
        }

        if (association.Candidate is not null)
        {
            responder.Decide(association, verdict);
            chains.SendNext(association);
        }
        else
        {
            DecideOpen(association, verdict);
        }

        mobility.AnnounceIfDue(association);
        registrar.Look(association);
        relays.Look(association);
    }

    /// <summary>Answers <see cref="PuzzleRequest"/>.</summary>
    /// <param name="now">The time.</param>
    /// <param name="question">The question.</param>
    /// <param name="solution">#J; empty if it was not found.</param>
    public void PuzzleSolved(TimeSpan now, PuzzleRequest question, ReadOnlySpan<byte> solution)
    {
        context.Now = now;
        if (context.Find(question.Key) is not { Attempt.R1: not null } association
            || association.PuzzleTicket != question.Ticket)
        {
            return;
        }

        if (solution.IsEmpty)
        {
            closing.Fail(association, AssociationEvent.TimeoutGiveUp, EndReason.PuzzleTooHard);
        }
        else
        {
            initiator.PuzzleSolved(association, solution);
        }
    }

    /// <summary>Ends an association.</summary>
    /// <returns>False if there is none that could end.</returns>
    public bool Close(TimeSpan now, AssociationKey key, EndReason reason, string detail = "")
    {
        context.Now = now;
        if (context.Find(key) is not { } association)
        {
            return false;
        }

        closing.Close(association, AssociationEvent.LocalClose, reason, detail);
        return true;
    }

    /// <summary>The peer's right was revoked: ends the association and tells the peer why.</summary>
    public void Revoke(TimeSpan now, AssociationKey key, string detail)
    {
        context.Now = now;
        if (context.Find(key) is { } association)
        {
            closing.Revoke(association, AssociationEvent.RightEnded, EndReason.Revoked, detail);
        }
    }

    /// <summary>A right was decided anew, with another end.</summary>
    public void Prolong(TimeSpan now, AssociationKey key, Verdict verdict)
    {
        context.Now = now;
        if (verdict.IsGranted && context.Find(key) is { IsOpen: true } association)
        {
            opening.Grant(association, verdict);
        }
    }

    /// <summary>Shows the peer newer certificates, so that it can prolong our right.</summary>
    public void RenewChain(TimeSpan now, AssociationKey key, IReadOnlyList<ReadOnlyMemory<byte>> chain)
    {
        context.Now = now;
        if (context.Find(key) is { IsOpen: true } association)
        {
            chains.Renew(association, chain);
        }
    }

    /// <summary>
    /// Wants services from a peer, from now on and renewed as long as nobody says otherwise: with the next base
    /// exchange, or at once if there is an association. <see cref="RegistrationChanged"/> tells what comes of it.
    /// </summary>
    /// <param name="now">The time.</param>
    /// <param name="key">The two HITs.</param>
    /// <param name="types">The services, the preferred first; rendezvous and control relay exclude each other.</param>
    /// <param name="lifetime">For how long at a time; it is fitted into what the peer offers.</param>
    /// <returns>False if that cannot be asked for, or there are too many such wishes.</returns>
    public bool Register(
        TimeSpan now, AssociationKey key, IReadOnlyList<RegistrationType> types, TimeSpan lifetime)
    {
        context.Now = now;
        return requester.Want(key, new RegistrationWish([.. types.Distinct()], lifetime));
    }

    /// <summary>Wants no services from a peer any more, and cancels what there is.</summary>
    /// <returns>False if nothing was wanted.</returns>
    public bool Unregister(TimeSpan now, AssociationKey key)
    {
        context.Now = now;
        return requester.Forgo(key);
    }

    /// <summary>Changes what we offer to others, and tells every peer; none if there is nothing at present.</summary>
    public void Offer(TimeSpan now, IReadOnlyList<RegistrationType> services)
    {
        context.Now = now;
        context.Services = [.. services.Distinct()];
        responder.RenewR1s();
        foreach (HipAssociation association in context.Associations.ToArray())
        {
            registrar.Announce(association);
        }
    }

    /// <summary>Answers <see cref="RegistrationQuestion"/>; an answer to an older question is ignored.</summary>
    public void AnswerRegistration(TimeSpan now, RegistrationQuestion question, RegistrationVerdict verdict)
    {
        context.Now = now;
        if (context.Find(question.Key) is not { } association)
        {
            return;
        }

        if (association.Candidate?.Registration is { } waiting && waiting.Ticket == question.Ticket)
        {
            waiting.Verdict = verdict;
        }
        else if (association.Registrations.Pending?.Ticket == question.Ticket)
        {
            registrar.Answer(association, verdict);
        }
    }

    /// <summary>Takes services from a peer that is registered with us, and tells it.</summary>
    /// <returns>False if it has none of them.</returns>
    public bool CancelRegistration(TimeSpan now, AssociationKey key, IReadOnlyList<RegistrationType> types)
    {
        context.Now = now;
        return context.Find(key) is { IsOpen: true } association && registrar.Cancel(association, types);
    }

    /// <summary>Begins a rekeying: the sequence numbers or the octets of the keys are nearly used up.</summary>
    public void Rekey(TimeSpan now, AssociationKey key)
    {
        context.Now = now;
        if (context.Find(key) is { } association)
        {
            rekeyer.Start(association);
        }
    }

    /// <summary>Asks the peer for a sign; <see cref="PingAnswered"/> tells of it.</summary>
    /// <returns>False if there is no association that is open.</returns>
    public bool Ping(TimeSpan now, AssociationKey key, long ticket)
    {
        context.Now = now;
        return context.Find(key) is { IsOpen: true } association
            && EngineContext.Allows(association, AssociationEvent.LocalUpdate)
            && updater.Send(association, UpdatePurpose.Ping, [], ticket: ticket) is not null;
    }

    /// <summary>Our addresses, the best first. Every association whose own is gone moves.</summary>
    public void UseLocalAddresses(TimeSpan now, IReadOnlyList<LocalAddress> addresses)
    {
        context.Now = now;
        if (addresses.SequenceEqual(context.LocalAddresses))
        {
            return;
        }

        context.LocalAddresses = addresses;
        foreach (HipAssociation association in context.Associations.ToArray())
        {
            mobility.LocalAddressesChanged(association);
        }
    }

    /// <summary>
    /// The data path has authenticated data under an inbound SPI: for the first time, or from another address, or
    /// once in a while.
    /// </summary>
    public void DataReceived(TimeSpan now, uint spi, Path path)
    {
        context.Now = now;
        if (context.FindBySpi(spi) is not { } association)
        {
            return;
        }

        chains.DataReceived(association);
        if (!association.IsOpen)
        {
            return;
        }

        association.LastInbound = now;
        association.LastSign = now;
        association.IsSilent = false;
        context.TryMove(association, AssociationEvent.ReceiveData);
        rekeyer.DataReceived(association, spi);
        mobility.PeerSeenAt(association, path);
        mobility.AnnounceIfDue(association);
    }

    /// <summary>The data path has sent data to a peer since it last said so.</summary>
    public void DataSent(TimeSpan now, AssociationKey key)
    {
        context.Now = now;
        if (context.Find(key) is { } association)
        {
            association.LastOutbound = now;
        }
    }

    /// <summary>Does what is due.</summary>
    public void Tick(TimeSpan now)
    {
        context.Now = now;
        timers.Run();
    }

    /// <summary>Takes what is to be done next, in order; false if there is nothing.</summary>
    public bool TryTake([NotNullWhen(true)] out Effect? effect) => context.TryTake(out effect);

    /// <summary>A picture of one association; null if there is none.</summary>
    public AssociationView? View(AssociationKey key) =>
        context.Find(key) is { } association ? AssociationView.Of(association) : null;

    /// <summary>A picture of every association.</summary>
    public IReadOnlyList<AssociationView> View() => [.. context.Associations.Select(AssociationView.Of)];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (HipAssociation association in context.Associations.ToArray())
        {
            context.Forget(association);
        }

        responder.Dispose();
    }

    private ControlDrop Dispatch(Path path, HipPacket packet, out AssociationKey key)
    {
        key = default;
        if (!Hit.TryCreate(packet.Sender, out Hit peer))
        {
            return ControlDrop.BadHit;
        }

        HostKey? identity = reader.Addressee(packet, peer);
        if (identity is null)
        {
            return path.Encapsulation == Encapsulation.Raw
                ? rendezvous.Relay(path, packet)
                : controlRelay.Relay(path, packet);
        }

        ControlDrop drop = relayed.Unwrap(ref path, packet, out IPAddress? server);
        if (drop != ControlDrop.None)
        {
            return drop;
        }

        key = new AssociationKey(identity.Hit, peer);
        return packet.Type switch
        {
            PacketType.I1 => responder.ReceiveI1(path, packet, identity, peer, server),
            PacketType.I2 => responder.ReceiveI2(path, packet, identity, peer),
            PacketType.R1 when context.Find(key) is not { Attempt: not null } =>
                opportunity.ReceiveR1(path, packet, key),
            _ when context.Find(key) is { } association => DispatchKnown(association, path, packet),
            _ => ControlDrop.WrongState,
        };
    }

    private ControlDrop DispatchKnown(HipAssociation association, Path path, HipPacket packet) => packet.Type switch
    {
        PacketType.R1 => initiator.ReceiveR1(association, path, packet),
        PacketType.R2 => ReceiveR2(association, path, packet),
        PacketType.Update => updates.Receive(association, path, packet),
        PacketType.Notify => reader.ReceiveNotify(association, path, packet),
        PacketType.Close => closing.ReceiveClose(association, path, packet),
        PacketType.CloseAck => closing.ReceiveCloseAck(association, packet),
        _ => ControlDrop.WrongState,
    };

    private ControlDrop ReceiveR2(HipAssociation association, Path path, HipPacket packet)
    {
        ControlDrop drop = initiator.ReceiveR2(association, path, packet);
        if (drop == ControlDrop.None)
        {
            chains.SendNext(association);
        }

        return drop;
    }

    /// <summary>The verdict on a peer whose exchange is complete, or that has shown newer certificates.</summary>
    private void DecideOpen(HipAssociation association, Verdict verdict)
    {
        if (association.IsOpen)
        {
            // Newer certificates that do not hold take nothing from the right that is there.
            if (verdict.IsGranted)
            {
                opening.Grant(association, verdict);
            }
        }
        else if (!verdict.IsGranted)
        {
            association.HeldAcknowledgement = null;
            AssociationEvent happened = association.State == AssociationState.I2Sent
                ? AssociationEvent.VerdictRefusedOnR2
                : AssociationEvent.RightEnded;
            context.Counters.Drop(ControlDrop.Refused);
            closing.Revoke(association, happened, EndReason.Refused, verdict.Reason);
        }
        else
        {
            association.Verdict = verdict;
            context.SetAt(association, AssociationTimer.RightEnd, verdict.Until ?? TimeSpan.MaxValue);
            if (association.Role == AssociationRole.Responder)
            {
                chains.Renew(association, verdict.Chain);
            }

            opening.Listen(association);
            opening.TryOpen(association, () => chains.Release(association));
            chains.Release(association);
        }
    }
}
