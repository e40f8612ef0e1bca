using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Association;

/// <summary>What a HiperNet host tells another in its private parameter; other hosts send none.</summary>
/// <param name="MarksFamilies">It marks inner IPv4 packets with a BEET pseudo-header.</param>
/// <param name="ChainFollows">More of its certificates follow in UPDATEs.</param>
internal readonly record struct PeerFeatures(bool MarksFamilies, bool ChainFollows)
{
    public static PeerFeatures Read(HipPacket packet) =>
        packet.TryFind(ParameterType.InnerFamilies, out HipParameter parameter)
        && InnerFamiliesParameter.TryRead(parameter.Contents, out InnerFamiliesParameter? features)
            ? new PeerFeatures(features.MarksFamilies, features.ChainFollows)
            : default;

    public static InnerFamiliesParameter Ours(bool chainFollows) => new(marksFamilies: true, chainFollows);
}
