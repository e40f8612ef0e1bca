using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Association;

/// <summary>A signed R1 with zeros where HIP_SIGNATURE_2 sees zeros (RFC 7401 sections 5.3.2 and 6.4.2).</summary>
/// <param name="Packet">The packet.</param>
/// <param name="PuzzleOffset">Where the contents of its PUZZLE begin.</param>
/// <param name="HostIdParameter">Its HOST_ID parameter, with type, length and padding.</param>
internal sealed record R1Template(byte[] Packet, int PuzzleOffset, byte[] HostIdParameter)
{
    /// <summary>Where Opaque stands in the contents of a PUZZLE, and #I after it (section 5.2.4).</summary>
    public const int OpaqueOffset = 2;

    public const int RandomOffset = 4;

    private const int LifetimeBias = 32;

    public static R1Template Build(
        EngineOptions options,
        HostKey identity,
        SharedKey key,
        ulong counter,
        byte difficulty,
        NatTraversalModeId natMode,
        RegInfoParameter? services)
    {
        PacketBuilder builder = new(PacketType.R1, HipControls.None, identity.Hit.ToUInt128(), UInt128.Zero);
        builder.Add(new R1CounterParameter(counter));
        int puzzleOffset = builder.Size + HipParameter.HeaderLength;
        builder.Add(new PuzzleParameter(
            difficulty,
            Lifetime(options.R1Lifetime),
            opaque: 0,
            new byte[RHashes.Length(RHashes.Of(identity.Hit.Suite))]));
        builder.Add(new DhGroupListParameter(options.DhGroups.Select(group => (byte)group).ToArray()));
        builder.Add(new DiffieHellmanParameter((byte)key.Group, key.PublicValue));
        builder.Add(new HipCipherParameter(options.Ciphers));
        if (natMode != NatTraversalModeId.None)
        {
            builder.Add(new NatTraversalModeParameter([natMode]));
        }

        int hostIdOffset = builder.Size;
        builder.Add(HostIds.Of(identity.Identity));
        int hostIdEnd = builder.Size;
        builder.Add(new HitSuiteListParameter(HostIds.SupportedSuites));
        if (services is not null)
        {
            builder.Add(services);
        }

        builder.Add(new TransportFormatListParameter([ParameterType.EspTransform]));
        builder.Add(new EspTransformParameter(options.EspSuites));
        byte[] signature = identity.Sign(builder.Covered());
        builder.Add(new HipSignature2Parameter(HostSignature.Algorithm(identity.Identity), signature));
        byte[] packet = builder.ToArray();
        return new R1Template(packet, puzzleOffset, packet[hostIdOffset..hostIdEnd]);
    }

    /// <summary>2^(value - 32) seconds, rounded down.</summary>
    private static byte Lifetime(TimeSpan time) => (byte)(LifetimeBias + Math.ILogB(Math.Max(1, time.TotalSeconds)));
}
