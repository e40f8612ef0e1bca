using System.Net;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Tests.Registration;

/// <summary>Two hosts behind NATs, and a relay that one of them is registered with.</summary>
internal sealed class RelayNetwork : IDisposable
{
    public static readonly IPEndPoint RelayedAddress = IPEndPoint.Parse("192.0.2.2:50123");

    public RelayNetwork(
        bool areSymmetric = false,
        bool withData = false,
        TimeSpan? lifetime = null,
        EngineOptions? client = null,
        EngineOptions? relay = null)
    {
        Initiator = new NetHost("10.1.0.2", client, new SimNat("203.0.113.1") { IsSymmetric = areSymmetric });
        Relay = new NetHost("192.0.2.2", (relay ?? Quick) with
        {
            Services = [RegistrationType.Rendezvous, RegistrationType.RelayUdpHip, RegistrationType.RelayUdpEsp],
        });
        Responder = new NetHost("10.2.0.2", client, new SimNat("198.51.100.1") { IsSymmetric = areSymmetric });
        Relay.Services = question => new RegistrationVerdict(question.Types, RelayedAddress: RelayedAddress);
        Net = new SimNet(Initiator, Relay, Responder);
        RegistrationType[] types = withData
            ? [RegistrationType.RelayUdpHip, RegistrationType.RelayUdpEsp]
            : [RegistrationType.RelayUdpHip];
        Net.Register(Responder, Relay, lifetime ?? TimeSpan.FromMinutes(10), types);
        Net.Run(TimeSpan.FromSeconds(20));
        Net.Log.Clear();
        Net.Drops.Clear();
    }

    public static EngineOptions Quick => new() { BaseDifficulty = 0 };

    public NetHost Initiator { get; }

    public NetHost Relay { get; }

    public NetHost Responder { get; }

    public SimNet Net { get; }

    public void Meet(TimeSpan? time = null)
    {
        Net.Connect(Initiator, Responder, via: Relay, by: Encapsulation.Udp);
        Net.Run(time ?? TimeSpan.FromSeconds(10));
    }

    public void Dispose() => Net.Dispose();
}
