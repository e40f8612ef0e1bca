using HiperNet.HipStack.Identity;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Association;

/// <summary>The registrar: offers services, has requests decided, and keeps what was granted (RFC 8003).</summary>
internal sealed class RegistrationServer(EngineContext context, Updater updater, RegistrationKeeper keeper)
{
    /// <summary>Asks for the verdict on what an I2 asks for, before the peer itself is judged.</summary>
    public void Ask(AssociationKey key, HostIdentity identity, IncomingChain chain, PendingRegistration pending)
    {
        if (IsFree(pending.Request))
        {
            pending.Verdict = new RegistrationVerdict([]);
            return;
        }

        pending.Ticket = context.NextTicket();
        pending.Until = context.Now + context.Options.VerdictTimeout;
        context.Emit(new RegistrationQuestion(
            pending.Ticket, key, identity, chain.Certificates, pending.Request, pending.Path));
    }

    /// <summary>The verdict of a request that is not an I2's any more.</summary>
    public void Answer(HipAssociation association, RegistrationVerdict verdict)
    {
        if (association.Registrations.Pending is { } pending)
        {
            pending.Verdict = verdict;
            SendAnswer(association);
        }
    }

    /// <summary>
    /// What an R2 says about the request of its I2. Without a verdict yet it says nothing, and an UPDATE follows.
    /// </summary>
    public IEnumerable<IHipParameter> AnswerInR2(HipAssociation association, PendingRegistration? pending)
    {
        if (pending is null)
        {
            return [];
        }

        if (pending.Verdict is { } verdict)
        {
            return Apply(association, pending, verdict);
        }

        association.Registrations.Pending = pending;
        keeper.Reschedule(association);
        return [];
    }

    /// <summary>Something has happened to an association: does what waited for it.</summary>
    public void Look(HipAssociation association)
    {
        Opened(association);
        if (association is { IsOpen: true, Registrations.IsOfferDue: true }
            && EngineContext.Allows(association, AssociationEvent.LocalUpdate))
        {
            association.Registrations.IsOfferDue =
                updater.Send(association, UpdatePurpose.Register, [Offer(association)]) is null;
        }
    }

    /// <summary>The association is open: what its I2 asked for can be judged now.</summary>
    private void Opened(HipAssociation association)
    {
        if (association is { IsOpen: true, Registrations.Pending: { Ticket: 0 } pending })
        {
            Ask(association.Key, association.Peer!.Identity, association.PeerChain, pending);
            if (pending.Verdict is not null)
            {
                SendAnswer(association);
            }
        }
    }

    /// <summary>
    /// Takes the REG_REQUESTs of an UPDATE. Its acknowledgement waits for the verdict, if nothing else took it.
    /// </summary>
    public ControlDrop ReceiveUpdate(
        HipAssociation association, Path path, HipPacket packet, uint id, ref bool acknowledged)
    {
        if (!RegistrationRequest.TryRead(packet, out RegistrationRequest? request))
        {
            return ControlDrop.BadParameter;
        }

        if (request is null)
        {
            return ControlDrop.None;
        }

        if (!association.IsOpen || association.Registrations.Pending is not null)
        {
            // It comes again.
            return ControlDrop.WrongState;
        }

        PendingRegistration pending = new()
        {
            Request = request,
            Path = path,
            UpdateId = acknowledged ? null : id,
            Echo = packet.TryRead(out EchoRequestSignedParameter? echo)
                ? new EchoResponseSignedParameter(echo.Octets)
                : null,
        };
        acknowledged = true;
        association.Registrations.Pending = pending;
        Ask(association.Key, association.Peer!.Identity, association.PeerChain, pending);
        if (pending.Verdict is not null)
        {
            SendAnswer(association);
        }

        keeper.Reschedule(association);
        return ControlDrop.None;
    }

    /// <summary>Our services have changed: every peer is told (RFC 8003 section 3.1).</summary>
    public void Announce(HipAssociation association)
    {
        association.Registrations.IsOfferDue = association.IsOpen;
        Look(association);
    }

    /// <summary>Takes services from a client, and tells it (RFC 8003 section 5).</summary>
    public bool Cancel(HipAssociation association, IReadOnlyList<RegistrationType> types)
    {
        RegistrationType[] ended = [.. types.Where(type => keeper.EndGrant(association, type))];
        keeper.Reschedule(association);
        if (ended.Length == 0)
        {
            return false;
        }

        updater.Send(association, UpdatePurpose.Register, [new RegResponseParameter(0, ended)]);
        return true;
    }

    /// <summary>Nobody decided in time.</summary>
    public void VerdictIsLate(HipAssociation association)
    {
        if (association.Registrations.Pending is { } pending && pending.Until <= context.Now)
        {
            Answer(association, new RegistrationVerdict([], Failure: RegistrationFailure.InsufficientResources));
        }
    }

    /// <summary>Where both were offered, the choice of one leaves only that (RFC 9028 section 7.8).</summary>
    private RegInfoParameter Offer(HipAssociation association)
    {
        RegistrationType excluded = association.Registrations.Exclusive switch
        {
            RegistrationType.Rendezvous => RegistrationType.RelayUdpHip,
            RegistrationType.RelayUdpHip => RegistrationType.Rendezvous,
            _ => RegistrationType.None,
        };
        return context.RegInfo([.. context.Services!.Where(type => type != excluded)]);
    }

    /// <summary>Cancellations and services that we do not have need nobody's verdict.</summary>
    private bool IsFree(RegistrationRequest request) => !request.Types.Any(IsOffered);

    private bool IsOffered(RegistrationType type) =>
        context.Services is { } services
        && (services.Contains(type)
            || (type == RegistrationType.CandidateDiscovery && services.Contains(RegistrationType.RelayUdpHip)));

    private void SendAnswer(HipAssociation association)
    {
        if (association.Registrations.Pending is not { Verdict: { } verdict } pending || !association.IsOpen)
        {
            return;
        }

        association.Registrations.Pending = null;
        List<IHipParameter> answer = Apply(association, pending, verdict);
        if (pending.UpdateId is { } id)
        {
            if (pending.Echo is { } echo)
            {
                answer.Add(echo);
            }

            updater.Acknowledge(association, id, answer, pending.Path);
        }
        else
        {
            updater.Send(association, UpdatePurpose.Register, answer);
        }
    }

    /// <summary>Grants and refuses; what is not listed stays as it was (RFC 8003 section 4.3).</summary>
    private List<IHipParameter> Apply(
        HipAssociation association, PendingRegistration pending, RegistrationVerdict verdict)
    {
        RegistrationRequest request = pending.Request;
        List<RegistrationType> cancelled = [.. request.Cancelled.Where(IsOffered)];
        cancelled.ForEach(type => keeper.EndGrant(association, type));
        List<RegistrationType> granted = [];
        List<(RegistrationType Type, RegistrationFailure Failure)> failed = [];
        byte lifetime = LifetimeOf(request, verdict);
        TimeSpan until = context.Now + RegistrationLifetime.Decode(lifetime);
        foreach (RegistrationType type in request.Types)
        {
            if (WhyNot(association, type, pending, verdict) is { } failure)
            {
                failed.Add((type, failure));
                continue;
            }

            granted.Add(type);
            keeper.Grant(association, type, until, verdict);
        }

        keeper.Reschedule(association);
        return Describe(association, pending, lifetime, granted.Count > 0 ? granted : cancelled, failed);
    }

    private static List<IHipParameter> Describe(
        HipAssociation association,
        PendingRegistration pending,
        byte lifetime,
        List<RegistrationType> done,
        List<(RegistrationType Type, RegistrationFailure Failure)> failed)
    {
        List<IHipParameter> answer = [];
        if (done.Count > 0)
        {
            bool areCancelled = pending.Request.Cancelled.Contains(done[0]);
            answer.Add(new RegResponseParameter(areCancelled ? (byte)0 : lifetime, done));
        }

        answer.AddRange(failed
            .GroupBy(one => one.Failure)
            .OrderBy(group => group.Key)
            .Select(group => new RegFailedParameter(group.Key, [.. group.Select(one => one.Type)])));
        if (done.Exists(type => type is RegistrationType.RelayUdpHip or RegistrationType.RelayUdpEsp
            or RegistrationType.CandidateDiscovery))
        {
            answer.Add(RegistrationKeeper.Reflexive(pending.Path));
        }

        if (done.Contains(RegistrationType.RelayUdpEsp) && association.Registrations.RelayedHere is { } relayed)
        {
            answer.Add(new RelayedAddressParameter(
                relayed.Address, (ushort)relayed.Port, HipProtocol.UdpProtocol));
        }

        return answer;
    }

    private RegistrationFailure? WhyNot(
        HipAssociation association, RegistrationType type, PendingRegistration pending, RegistrationVerdict verdict)
    {
        if (!IsOffered(type))
        {
            return RegistrationFailure.Unavailable;
        }

        if (IsExcluded(association, type, pending.Request))
        {
            return RegistrationFailure.RendezvousWithRelay;
        }

        if ((type == RegistrationType.Rendezvous) != (pending.Path.Encapsulation == Encapsulation.Raw))
        {
            // Rendezvous names addresses without ports, and relays speak UDP (RFC 9028 section 4.1).
            return RegistrationFailure.Unavailable;
        }

        if (type == RegistrationType.CandidateDiscovery)
        {
            return null;
        }

        if (!verdict.Granted.Contains(type))
        {
            return verdict.Failure;
        }

        return !context.Registrations.HasRoomFor(association, context.Options.MaxRegisteredHosts)
            || (type == RegistrationType.RelayUdpEsp && verdict.RelayedAddress is null
                && association.Registrations.RelayedHere is null)
            ? RegistrationFailure.InsufficientResources
            : null;
    }

    private static bool IsExcluded(HipAssociation association, RegistrationType type, RegistrationRequest request) =>
        type switch
        {
            RegistrationType.Rendezvous => association.Registrations.Exclusive == RegistrationType.RelayUdpHip
                || request.Types.Contains(RegistrationType.RelayUdpHip),
            RegistrationType.RelayUdpHip => association.Registrations.Exclusive == RegistrationType.Rendezvous,
            _ => false,
        };

    private byte LifetimeOf(RegistrationRequest request, RegistrationVerdict verdict)
    {
        EngineOptions options = context.Options;
        TimeSpan lifetime = request.Lifetime > options.MaxRegistrationLifetime
            ? options.MaxRegistrationLifetime
            : request.Lifetime;
        lifetime = lifetime < options.MinRegistrationLifetime ? options.MinRegistrationLifetime : lifetime;
        lifetime = verdict.Longest is { } longest && longest < lifetime ? longest : lifetime;
        return Math.Max((byte)1, RegistrationLifetime.Encode(lifetime));
    }
}
