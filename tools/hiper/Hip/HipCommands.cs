using System.CommandLine;

namespace HiperNet.Cli.Hip;

/// <summary>The group <c>hiper hip</c>: asks a running daemon.</summary>
internal static class HipCommands
{
    /// <summary>The group with its verbs.</summary>
    public static Command Group() => Verb.Group(
        "hip",
        "Ask hipd, the daemon of the Host Identity Protocol, and tell it where peers are.",
        HipStatus.Command(),
        HipSa.Command(),
        HipPeers.Command(),
        HipExplain.Command(),
        HipPing.Command(),
        HipReset.Command(),
        HipAddHost.Command(),
        HipDelHost.Command(),
        HipAddCert.Command(),
        HipReload.Command(),
        HipCapture.Command(),
        HipHosts.Group());

    /// <summary>Who is meant, where somebody has to be.</summary>
    public static Argument<string> Peer() => new("PEER")
    {
        Description = "A peer: its HIT, its LSI or VPXI address, or its name.",
    };
}
