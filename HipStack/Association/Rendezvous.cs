using HiperNet.HipStack.Identity;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Association;

/// <summary>The rendezvous server: sends I1s on to the hosts that registered for it (RFC 8004).</summary>
internal sealed class Rendezvous(EngineContext context)
{
    private readonly SourceRates rates = new(context.Random);

    /// <summary>Sends an I1 on whose receiver is not ours.</summary>
    /// <returns>None if it was sent on.</returns>
    public ControlDrop Relay(Path path, HipPacket packet)
    {
        if (packet.Type != PacketType.I1
            || path.Encapsulation != Encapsulation.Raw
            || !Hit.TryCreate(packet.Receiver, out Hit receiver)
            || context.Registrations.FindClient(receiver, RegistrationType.Rendezvous, context.Now) is not { } client
            || client.Path is not { Encapsulation: Encapsulation.Raw } way)
        {
            return ControlDrop.NotForUs;
        }

        if (RelayEnvelope.WasRelayed(packet))
        {
            return ControlDrop.AlreadyRelayed;
        }

        if (way.Remote.Equals(path.Remote))
        {
            return ControlDrop.NotForUs;
        }

        if (rates.Count(path.Remote.Address, context.Now) > context.Options.RelayRatePerSource
            || !RelayEnvelope.TryCount(client.Registrations, context))
        {
            return ControlDrop.RateLimited;
        }

        byte[]? relayed = RelayEnvelope.Seal(
            packet, client.Secrets!, ParameterType.RvsHmac, new FromParameter(path.Remote.Address));
        if (relayed is null)
        {
            return ControlDrop.Malformed;
        }

        context.Counters.Relayed++;
        context.Send(way, relayed);
        return ControlDrop.None;
    }
}
