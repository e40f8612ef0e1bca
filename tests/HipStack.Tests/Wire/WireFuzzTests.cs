using System.Buffers.Binary;
using System.Net;
using FsCheck;
using FsCheck.Fluent;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;
using HiperNet.Testing;

namespace HiperNet.HipStack.Tests.Wire;

/// <summary>No octets break a reader of packets, and what it takes is written back as it was.</summary>
[TestClass]
public sealed class WireFuzzTests
{
    private const int Packets = 60_000;
    private const int Parameters = 60_000;
    private const int HeaderLength = 40;
    private const int LongParameter = 64;
    private const int SampleSize = 50;
    private const int Samples = 400;
    private const ulong SampleSeed = 7401;

    private static readonly IPAddress Anywhere = IPAddress.Parse("192.0.2.1");
    private static readonly byte[][] Seeds = [.. RecordedPacket.All.Select(packet => packet.Octets), Everything()];
    private static readonly (ParameterKind Kind, byte[] Contents)[] ParameterSeeds = [.. SeedsOfParameters()];

    [TestMethod]
    public void No_packet_breaks_its_reader_and_every_packet_is_kept_as_it_was()
    {
        int accepted = FuzzRun.Each(Packets, MutatedPacket, ReadPacket);

        // A fuzzer that never gets past the first check finds nothing.
        Assert.IsGreaterThan(Packets / 10, accepted);
    }

    [TestMethod]
    public void No_contents_break_a_reader_of_parameters_and_what_is_read_is_written_back()
    {
        int accepted = FuzzRun.Each(Parameters, MutatedParameter, ReadAsEveryKind);

        Assert.IsGreaterThan(Parameters / 10, accepted);
    }

    [TestMethod]
    public void No_list_of_decrypted_parameters_breaks_its_reader() =>
        FuzzRun.Each(
            Packets / 2,
            source => [.. MutatedPacket(source).Skip(HeaderLength)],
            octets => HipParameters.TryParse(octets, out _, out _));

    [TestMethod]
    public void No_datagram_breaks_its_classification() =>
        FuzzRun.Each(
            Packets / 2,
            source => source.Mutate([0, 0, 0, 0, .. Seeds[source.Below(Seeds.Length)].AsSpan(0, 48)]),
            datagram =>
            {
                UdpPayload payload = UdpFraming.Strip(datagram, out ReadOnlySpan<byte> packet);
                Assert.AreEqual(payload is UdpPayload.Hip or UdpPayload.Esp, !packet.IsEmpty);
                return payload == UdpPayload.Hip && HipHeader.TryRead(packet, out _, out _);
            });

    /// <summary>One packet with a parameter of every kind, as far as they fit.</summary>
    private static byte[] Everything()
    {
        PacketBuilder builder = new(PacketType.Update, HipControls.None, WireData.Sender, WireData.Receiver);
        foreach ((ParameterKind kind, byte[] contents) in SeedsOfParameters().DistinctBy(seed => seed.Kind.Type))
        {
            RawParameter parameter = new(kind.Type, contents);
            if (contents.Length < LongParameter && builder.Fits(parameter))
            {
                builder.Insert(parameter);
            }
        }

        return builder.ToArray();
    }

    private static IEnumerable<(ParameterKind Kind, byte[] Contents)> SeedsOfParameters() =>
        from parameter in ParameterSamples.Any.Sample(SampleSize, new Rnd(SampleSeed), Samples)
        select (ParameterKinds.Get(parameter.Type), ParameterKind.Contents(parameter));

    private static byte[] MutatedPacket(FuzzSource source)
    {
        byte[] seed = Seeds[source.Below(Seeds.Length)];
        byte[] octets = source.Below(3) switch
        {
            0 => source.Mutate(seed),
            1 => [.. seed[..HeaderLength], .. source.Mutate(seed.AsSpan(HeaderLength))],
            _ => LyingLength(seed, source),
        };
        if (source.Below(2) == 0 && octets.Length >= HeaderLength)
        {
            // Let the header agree with what is there, so that the parameters are reached.
            octets = octets[..Math.Min(octets.Length / 8 * 8, 2048)];
            octets[1] = (byte)((octets.Length / 8) - 1);
        }

        return octets;
    }

    /// <summary>Changes the Length field of one parameter, so that others begin where none did.</summary>
    private static byte[] LyingLength(byte[] seed, FuzzSource source)
    {
        byte[] octets = [.. seed];
        IReadOnlyList<HipParameter> parameters = WireData.Parse(seed).Parameters;
        Span<byte> field = octets.AsSpan(parameters[source.Below(parameters.Count)].Offset + 2);
        int length = BinaryPrimitives.ReadUInt16BigEndian(field);
        int lie = source.Below(4) switch
        {
            0 => length + source.Below(32),
            1 => Math.Max(0, length - source.Below(32)),
            2 => source.Below(2048),
            _ => 0xFFF0 + source.Below(16),
        };
        BinaryPrimitives.WriteUInt16BigEndian(field, (ushort)lie);
        return octets;
    }

    private static bool ReadPacket(byte[] octets)
    {
        bool hasHeader = HipHeader.TryRead(octets, out HipHeader header, out WireFault headerFault);
        bool parsed = HipPacket.TryParse(octets, out HipPacket? packet, out WireFault fault);
        Assert.AreEqual(parsed, fault == WireFault.None);
        Assert.AreEqual(hasHeader, headerFault == WireFault.None);
        HipChecksum.IsValid(octets, Anywhere, Anywhere);
        PreparedR1.TryCreate(octets, out _);
        if (!parsed)
        {
            return false;
        }

        Assert.AreEqual(header, packet!.Header);
        Assert.IsTrue(packet.Octets.Span.SequenceEqual(octets.AsSpan(0, header.PacketLength)));
        byte[] rebuilt =
        [
            .. octets.AsSpan(0, HeaderLength),
            .. packet.Parameters.SelectMany(parameter => parameter.Octets.ToArray()),
        ];
        Assert.IsTrue(packet.Octets.Span.SequenceEqual(rebuilt));
        _ = packet.UnknownCritical;
        foreach (HipParameter parameter in packet.Parameters)
        {
            Assert.HasCount(parameter.Offset, packet.CoveredBefore(parameter));
            Assert.HasCount(parameter.Offset, packet.CoveredBySignature2(parameter));
            ReadParameter(parameter.Type, parameter.Contents);
        }

        return true;
    }

    private static byte[] MutatedParameter(FuzzSource source)
    {
        (ParameterKind kind, byte[] contents) = ParameterSeeds[source.Below(ParameterSeeds.Length)];
        byte[] mutated = source.Below(8) == 0 ? contents : source.Mutate(contents);
        return [(byte)((int)kind.Type >> 8), (byte)kind.Type, .. mutated];
    }

    /// <summary>Input is a type and contents; they are read as what they are, and as everything else.</summary>
    private static bool ReadAsEveryKind(byte[] input)
    {
        ReadOnlyMemory<byte> contents = input.AsMemory(2);
        foreach (ParameterKind kind in ParameterKinds.All)
        {
            ReadParameter(kind.Type, contents);
        }

        return ReadParameter((ParameterType)BinaryPrimitives.ReadUInt16BigEndian(input), contents);
    }

    private static bool ReadParameter(ParameterType type, ReadOnlyMemory<byte> contents)
    {
        IHipParameter? read = type.IsUnderstood() ? ParameterKinds.Get(type).Read(contents) : null;
        if (read is not null)
        {
            byte[] written = ParameterKind.Contents(read);
            Assert.IsTrue(written.AsSpan().SequenceEqual(ParameterKinds.Canonical(type, contents.Span)), $"{type}");
        }

        return read is not null;
    }
}
