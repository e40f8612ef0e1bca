using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Tests.Wire;

/// <summary>
/// Every parameter that is understood, and what its contents are with reserved fields zero.
/// </summary>
internal static class ParameterKinds
{
    private const int LocatorHeader = 8;
    private const int MostSuites = 6;

    public static IReadOnlyList<ParameterKind> All { get; } =
    [
        ParameterKind.Of<EspInfoParameter>(),
        ParameterKind.Of<R1CounterParameter>(),
        ParameterKind.Of<LocatorSetParameter>(),
        ParameterKind.Of<PuzzleParameter>(),
        ParameterKind.Of<SolutionParameter>(),
        ParameterKind.Of<SeqParameter>(),
        ParameterKind.Of<AckParameter>(),
        ParameterKind.Of<DhGroupListParameter>(),
        ParameterKind.Of<DiffieHellmanParameter>(),
        ParameterKind.Of<HipCipherParameter>(),
        ParameterKind.Of<NatTraversalModeParameter>(),
        ParameterKind.Of<TransactionPacingParameter>(),
        ParameterKind.Of<EncryptedParameter>(),
        ParameterKind.Of<HostIdParameter>(),
        ParameterKind.Of<HitSuiteListParameter>(),
        ParameterKind.Of<CertParameter>(),
        ParameterKind.Of<NotificationParameter>(),
        ParameterKind.Of<EchoRequestSignedParameter>(),
        ParameterKind.Of<RegInfoParameter>(),
        ParameterKind.Of<RegRequestParameter>(),
        ParameterKind.Of<RegResponseParameter>(),
        ParameterKind.Of<RegFailedParameter>(),
        ParameterKind.Of<RegFromParameter>(),
        ParameterKind.Of<EchoResponseSignedParameter>(),
        ParameterKind.Of<TransportFormatListParameter>(),
        ParameterKind.Of<EspTransformParameter>(),
        ParameterKind.Of<RelayedAddressParameter>(),
        ParameterKind.Of<MappedAddressParameter>(),
        ParameterKind.Of<PeerPermissionParameter>(),
        ParameterKind.Of<CandidatePriorityParameter>(),
        ParameterKind.Of<NominateParameter>(),
        ParameterKind.Of<InnerFamiliesParameter>(),
        ParameterKind.Of<HipMacParameter>(),
        ParameterKind.Of<HipMac2Parameter>(),
        ParameterKind.Of<HipSignature2Parameter>(),
        ParameterKind.Of<HipSignatureParameter>(),
        ParameterKind.Of<EchoResponseUnsignedParameter>(),
        ParameterKind.Of<EchoRequestUnsignedParameter>(),
        ParameterKind.Of<RelayFromParameter>(),
        ParameterKind.Of<RelayToParameter>(),
        ParameterKind.Of<FromParameter>(),
        ParameterKind.Of<RvsHmacParameter>(),
        ParameterKind.Of<ViaRvsParameter>(),
        ParameterKind.Of<RelayHmacParameter>(),
    ];

    public static ParameterKind Get(ParameterType type) => All.Single(kind => kind.Type == type);

    /// <summary>
    /// Valid contents with every reserved field zero, and lists cut where they are read no further.
    /// </summary>
    public static byte[] Canonical(ParameterType type, ReadOnlySpan<byte> contents)
    {
        byte[] canonical = contents.ToArray();
        Range reserved = type switch
        {
            ParameterType.EspInfo or ParameterType.EspTransform or ParameterType.NatTraversalMode => 0..2,
            ParameterType.Notification => 0..2,
            ParameterType.Solution => 1..2,
            ParameterType.Encrypted or ParameterType.Nominate => 0..4,
            ParameterType.RegFrom or ParameterType.RelayFrom or ParameterType.RelayTo => 3..4,
            ParameterType.RelayedAddress or ParameterType.MappedAddress => 3..4,
            ParameterType.PeerPermission => 5..8,
            ParameterType.InnerFamilies => 1..4,
            _ => 0..0,
        };
        canonical.AsSpan(reserved).Clear();
        switch (type)
        {
            case ParameterType.InnerFamilies:
                canonical[0] &= 3;
                break;
            case ParameterType.LocatorSet:
                ClearLocatorFlags(canonical);
                break;
            case ParameterType.HipCipher or ParameterType.TransportFormatList:
                return canonical[..Math.Min(canonical.Length, 2 * MostSuites)];
            case ParameterType.EspTransform or ParameterType.NatTraversalMode:
                return canonical[..Math.Min(canonical.Length, 2 + (2 * MostSuites))];
            default:
                break;
        }

        return canonical;
    }

    private static void ClearLocatorFlags(byte[] set)
    {
        for (int at = 0; at < set.Length; at += LocatorHeader + (set[at + 2] * 4))
        {
            set[at + 3] &= 1;
        }
    }
}
