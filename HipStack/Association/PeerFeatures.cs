using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Association;

/// <summary>What a HiperNet host tells another in its private parameter; other hosts send none.</summary>
/// <param name="MarksFamilies">It marks inner IPv4 packets with a BEET pseudo-header.</param>
/// <param name="ChainFollows">More of its certificates follow in UPDATEs.</param>
internal readonly record struct PeerFeatures(bool MarksFamilies, bool ChainFollows)
{
    public static PeerFeatures Read(HipPacket packet) =>
        packet.TryRead(out InnerFamiliesParameter? features)
            ? new PeerFeatures(features.MarksInnerIpv4, features.CertificatesFollow)
            : default;

    public static InnerFamiliesParameter Ours(bool chainFollows) => new(marksInnerIpv4: true, chainFollows);
}
