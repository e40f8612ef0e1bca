using System.Globalization;
using System.Diagnostics;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;
using HiperNet.Testing;

namespace HiperNet.HipStack.Tests.Association;

/// <summary>Mutated and invented packets, from outsiders and from a peer with the right keys: nothing throws.</summary>
[TestClass]
public sealed class EngineFuzzTests
{
    private const int Inputs = 4000;

    private static readonly PacketType[] Types =
    [
        PacketType.I1, PacketType.R1, PacketType.I2, PacketType.R2, PacketType.Update, PacketType.Notify,
        PacketType.Close, PacketType.CloseAck,
    ];

    [TestMethod]
    public void Mutated_packets_of_a_valid_exchange_throw_nothing()
    {
        FuzzSource source = new(Property.Seed);
        using Insider insider = new(new EngineOptions { BaseDifficulty = 0, DhGroups = [DhGroup.P256] });
        List<byte[]> seeds = [insider.NextI2()];
        insider.Give(seeds[0]);
        insider.GiveBack(insider.Victim.Sent[^1].Octets.ToArray());
        seeds.AddRange(insider.Victim.Sent.Select(sent => sent.Octets.ToArray()));
        seeds.AddRange(insider.Attacker.Sent.Select(sent => sent.Octets.ToArray()));
        seeds.Add(insider.Sealed(PacketType.Update, new SeqParameter(0)));
        seeds.Add(insider.Sealed(PacketType.Close, new EchoRequestSignedParameter(new byte[4])));
        Repeat(i => Throw(insider, source.Mutate(seeds[source.Below(seeds.Count)]), i));
        AssertBounded(insider.Victim.Engine);
        AssertBounded(insider.Attacker.Engine);
    }

    [TestMethod]
    public void Whatever_a_peer_with_the_right_keys_says_throws_nothing()
    {
        FuzzSource source = new(Property.Seed);
        Insider insider = Insider.Established();
        uint id = 0;
        int ends = 0;
        Repeat(i =>
        {
            byte[] packet = insider.Sealed(Types[source.Below(Types.Length)], Invent(source, insider, id));
            if (Throw(insider, packet, i) == ControlDrop.None)
            {
                id++;
            }

            if (insider.Theirs is not { IsOpen: true } || insider.Ours is not { Secrets: not null })
            {
                insider.Dispose();
                insider = Insider.Established();
                id = 0;
                ends++;
            }

            AssertBounded(insider.Victim.Engine);
        });
        insider.Dispose();
        Assert.IsGreaterThan(0, ends);
    }

    private static ControlDrop Throw(Insider insider, byte[] packet, int number)
    {
        if (HipPacket.TryParse(packet, out _, out _))
        {
            ControlDrop drop = insider.Give(packet, TimeSpan.FromSeconds(1) + TimeSpan.FromMilliseconds(number));
            insider.Victim.Sent.Clear();
            insider.Victim.Effects.Clear();
            return drop;
        }

        return insider.Victim.Engine.Receive(TimeSpan.FromSeconds(1), insider.Path, packet);
    }

    private static void AssertBounded(HipEngine engine)
    {
        Assert.IsLessThanOrEqualTo(2, engine.Count);
        Assert.IsLessThanOrEqualTo(6, engine.Context.SpiCount);
        Assert.IsLessThanOrEqualTo(engine.Count, engine.Context.Schedule.Count);
        foreach (HipAssociation association in engine.Context.Associations)
        {
            Assert.IsLessThanOrEqualTo(UpdateExchange.MaxOutstanding, association.Updates.Outstanding.Count);
            Assert.IsLessThanOrEqualTo(Mobility.MaxPeerAddresses, association.PeerAddresses.Count);
        }
    }

    private static IHipParameter[] Invent(FuzzSource source, Insider insider, uint id)
    {
        List<IHipParameter> parameters = [];
        if (source.Below(8) != 0)
        {
            parameters.Add(new SeqParameter(source.Below(8) == 0 ? (uint)source.Below(100) : id));
        }

        for (int count = source.Below(4); count > 0; count--)
        {
            parameters.Add(One(source, insider));
        }

        return [.. parameters];
    }

    private static IHipParameter One(FuzzSource source, Insider insider) => source.Below(12) switch
    {
        0 => new AckParameter([(uint)source.Below(10)]),
        1 => new EspInfoParameter((ushort)source.Below(70000), insider.Ours.InboundSpi, (uint)source.Below(5000)),
        2 => new EspInfoParameter(
            (ushort)insider.Ours.Secrets!.KeymatIndex, insider.Ours.InboundSpi, 300 + (uint)source.Below(1000)),
        3 => new DiffieHellmanParameter((byte)source.Below(12), Octets(source, 64)),
        4 => new EchoRequestSignedParameter(Octets(source, source.Below(600))),
        5 => new EchoResponseSignedParameter(Octets(source, source.Below(40))),
        6 => new CertParameter(
            (byte)source.Below(4),
            (byte)(1 + source.Below(5)),
            (byte)source.Below(6),
            CertificateType.Spki,
            Octets(source, source.Below(300))),
        7 => new RawParameter(ParameterType.LocatorSet, Octets(source, source.Below(60))),
        8 => new NotificationParameter((NotifyType)source.Below(65536), Octets(source, source.Below(300))),
        9 => new RawParameter((ParameterType)source.Below(61000), Octets(source, source.Below(60))),
        10 => new RawParameter(ParameterType.Ack, Octets(source, source.Below(30))),
        _ => new InnerFamiliesParameter(marksInnerIpv4: true, source.Below(2) == 0),
    };

    private static byte[] Octets(FuzzSource source, int length)
    {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++)
        {
            octets[i] = (byte)source.Below(256);
        }

        return octets;
    }

    private static void Repeat(Action<int> one)
    {
        string? seconds = Environment.GetEnvironmentVariable("HIPER_FUZZ_SECONDS");
        TimeSpan? time = seconds is null
            ? null
            : TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture));
        Stopwatch watch = Stopwatch.StartNew();
        for (int i = 0; time is null ? i < Inputs : watch.Elapsed < time; i++)
        {
            try
            {
                one(i);
            }
            catch (Exception failure) when (failure is not AssertFailedException)
            {
                throw new PropertyFailedException(
                    $"Repeat with {Property.SeedVariable}={Property.Seed}, input {i}", failure);
            }
        }
    }
}
