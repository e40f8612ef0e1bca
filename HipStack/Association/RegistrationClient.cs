using System.Net;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Association;

/// <summary>The requester: asks registrars for services, and renews them (RFC 8003).</summary>
internal sealed class RegistrationClient(EngineContext context, Updater updater, RegistrationKeeper keeper)
{
    /// <summary>The most registrars that something is wanted from.</summary>
    public const int MaxWishes = 64;

    /// <summary>How long after a refusal for want of resources it is tried again (RFC 8003 section 4.5).</summary>
    public static readonly TimeSpan RetryAfterRefusal = TimeSpan.FromMinutes(1);

    /// <summary>How long after a request without a word about it the same is asked again.</summary>
    public static readonly TimeSpan RetryAfterSilence = TimeSpan.FromSeconds(15);

    private readonly Dictionary<AssociationKey, RegistrationWish> wishes = [];

    /// <summary>Wants services from a peer from now on: in the next I2, or at once.</summary>
    public bool Want(AssociationKey key, RegistrationWish wish)
    {
        bool isContradiction = wish.Types.Contains(RegistrationType.Rendezvous)
            && wish.Types.Contains(RegistrationType.RelayUdpHip);
        if (wish.Types.Count is 0 or > HipProtocol.MaxListedIds
            || wish.Lifetime <= TimeSpan.Zero
            || isContradiction
            || (wishes.Count >= MaxWishes && !wishes.ContainsKey(key)))
        {
            return false;
        }

        wishes[key] = wish;
        if (context.Find(key) is { IsOpen: true } association)
        {
            AskAt(association, wish.Types, context.Now);
            Ask(association);
        }

        return true;
    }

    /// <summary>Wants nothing more from a peer, and cancels what there is.</summary>
    public bool Forgo(AssociationKey key)
    {
        bool wanted = wishes.Remove(key);
        if (context.Find(key) is not { IsOpen: true } association)
        {
            return wanted;
        }

        RegistrationType[] held = [.. association.Registrations.Held
            .Where(one => one.Value.Until is not null).Select(one => one.Key)];
        association.Registrations.Held.Values.ToList().ForEach(one => one.AskAt = TimeSpan.MaxValue);
        if (held.Length > 0 && CanSend(association))
        {
            updater.Send(association, UpdatePurpose.Register, [new RegRequestParameter(0, held)]);
        }

        keeper.Reschedule(association);
        return wanted || held.Length > 0;
    }

    /// <summary>The REG_REQUEST of an I2: what is wanted of what the R1 offers; null if that is nothing.</summary>
    public RegRequestParameter? ForI2(AssociationKey key, OfferedServices? offered)
    {
        if (offered is null || !wishes.TryGetValue(key, out RegistrationWish? wish))
        {
            return null;
        }

        RegistrationType[] types = [.. wish.Types.Where(offered.Types.Contains)];
        return types.Length == 0 ? null : Request(offered, wish, types);
    }

    /// <summary>The base exchange is done: what its R2 says about registrations.</summary>
    public void ReceiveR2(HipAssociation association, HipPacket packet, OfferedServices? offered)
    {
        association.Registrations.Offered = offered;
        if (wishes.TryGetValue(association.Key, out RegistrationWish? wish))
        {
            AskAt(association, wish.Types, context.Now + RetryAfterSilence);
            foreach (RegistrationType type in wish.Types.Where(type => offered?.Types.Contains(type) != true))
            {
                Refused(association, type, RegistrationFailure.Unavailable);
            }

            TakeAnswers(association, packet);
        }

        keeper.Reschedule(association);
    }

    /// <summary>Takes what an UPDATE says about registrations.</summary>
    public void ReceiveUpdate(HipAssociation association, HipPacket packet)
    {
        if (OfferedServices.Read(packet) is { } offered)
        {
            association.Registrations.Offered = offered;
            if (wishes.TryGetValue(association.Key, out RegistrationWish? wish))
            {
                RegistrationType[] missing =
                    [.. wish.Types.Where(type => !association.Registrations.Holds(type))];
                AskAt(association, missing, context.Now);
            }
        }

        TakeAnswers(association, packet);
        keeper.Reschedule(association);
    }

    /// <summary>Asks for what is due.</summary>
    public void Ask(HipAssociation association)
    {
        Registrations registrations = association.Registrations;
        if (!wishes.TryGetValue(association.Key, out RegistrationWish? wish) || !association.IsOpen)
        {
            return;
        }

        RegistrationType[] due = [.. wish.Types.Where(type =>
            registrations.Held.TryGetValue(type, out HeldRegistration? held) && held.AskAt <= context.Now)];
        foreach (RegistrationType type in due.Where(type => registrations.Offered?.Types.Contains(type) != true))
        {
            Refused(association, type, RegistrationFailure.Unavailable);
        }

        due = [.. due.Where(type => registrations.Offered?.Types.Contains(type) == true)];
        foreach (RegistrationType type in due.Where(type => IsExcluded(registrations, type)).ToArray())
        {
            Refused(association, type, RegistrationFailure.RendezvousWithRelay);
        }

        due = [.. due.Where(type => !IsExcluded(registrations, type))];
        if (due.Length > 0)
        {
            AskAt(association, due, context.Now + RetryAfterSilence);
            if (CanSend(association))
            {
                updater.Send(
                    association, UpdatePurpose.Register, [Request(registrations.Offered!, wish, due)]);
            }
        }

        keeper.Reschedule(association);
    }

    private static bool CanSend(HipAssociation association) =>
        EngineContext.Allows(association, AssociationEvent.LocalUpdate);

    private static bool IsExcluded(Registrations registrations, RegistrationType type) =>
        (type is RegistrationType.Rendezvous && registrations.Exclusive == RegistrationType.RelayUdpHip)
        || (type is RegistrationType.RelayUdpHip && registrations.Exclusive == RegistrationType.Rendezvous);

    private static RegRequestParameter Request(
        OfferedServices offered, RegistrationWish wish, IReadOnlyList<RegistrationType> types) =>
        new(Math.Max((byte)1, RegistrationLifetime.Encode(offered.Fit(wish.Lifetime))), types);

    private static void AskAt(HipAssociation association, IReadOnlyList<RegistrationType> types, TimeSpan when)
    {
        foreach (RegistrationType type in types)
        {
            Held(association, type).AskAt = when;
        }
    }

    private static HeldRegistration Held(HipAssociation association, RegistrationType type)
    {
        if (!association.Registrations.Held.TryGetValue(type, out HeldRegistration? held))
        {
            held = new HeldRegistration();
            association.Registrations.Held.Add(type, held);
        }

        return held;
    }

    private void TakeAnswers(HipAssociation association, HipPacket packet)
    {
        foreach (HipParameter parameter in packet.FindAll(ParameterType.RegResponse))
        {
            if (RegResponseParameter.TryRead(parameter.Contents, out RegResponseParameter? response))
            {
                TakeResponse(association, response);
            }
        }

        foreach (HipParameter parameter in packet.FindAll(ParameterType.RegFailed))
        {
            if (RegFailedParameter.TryRead(parameter.Contents, out RegFailedParameter? failed))
            {
                // What was never asked for cannot fail.
                foreach (RegistrationType type in failed.Types
                    .Where(association.Registrations.Held.ContainsKey).Distinct())
                {
                    Refused(association, type, failed.Failure);
                }
            }
        }

        if (packet.TryRead(out RegFromParameter? seen) && seen.Protocol == HipProtocol.UdpProtocol)
        {
            association.Registrations.Reflexive = new IPEndPoint(seen.Address, seen.Port);
        }

        if (association.Registrations.Holds(RegistrationType.RelayUdpEsp)
            && packet.TryRead(out RelayedAddressParameter? relayed)
            && relayed.Protocol == HipProtocol.UdpProtocol)
        {
            association.Registrations.RelayedThere = new IPEndPoint(relayed.Address, relayed.Port);
        }
    }

    /// <summary>Any lifetime may come, whatever was asked for (RFC 8003 section 4.4).</summary>
    private void TakeResponse(HipAssociation association, RegResponseParameter response)
    {
        TimeSpan lifetime = RegistrationLifetime.Decode(response.Lifetime);
        foreach (RegistrationType type in response.Types.Where(association.Registrations.Held.ContainsKey).Distinct())
        {
            HeldRegistration held = association.Registrations.Held[type];
            held.Failure = null;
            if (lifetime == TimeSpan.Zero)
            {
                held.AskAt = TimeSpan.MaxValue;
                keeper.EndHeld(association, type, held);
                continue;
            }

            // Two thirds of the time leave room for requests that are lost.
            held.Until = context.Now + lifetime;
            held.AskAt = wishes.ContainsKey(association.Key) ? context.Now + (lifetime * 2 / 3) : TimeSpan.MaxValue;
            if (type is RegistrationType.Rendezvous or RegistrationType.RelayUdpHip)
            {
                association.Registrations.Exclusive = type;
            }

            context.Emit(new RegistrationChanged(association.Key, type, held.Until));
        }
    }

    private void Refused(HipAssociation association, RegistrationType type, RegistrationFailure failure)
    {
        // Others are asked for again when the registrar offers them anew, or when somebody here says so.
        HeldRegistration held = Held(association, type);
        held.AskAt = failure == RegistrationFailure.InsufficientResources
            ? context.Now + RetryAfterRefusal
            : TimeSpan.MaxValue;
        held.Failure = failure;
        context.Emit(new RegistrationChanged(association.Key, type, held.Until, failure));
    }
}
