using System.CommandLine;
using HiperNet.HipStack.Control;

namespace HiperNet.Cli.Hip;

/// <summary><c>hiper hip peers</c>: where peers are, as far as the daemon knows.</summary>
internal static class HipPeers
{
    /// <summary>The verb.</summary>
    public static Command Command()
    {
        Option<string> socket = HipDaemon.Socket();
        return Verb.Of(
            "peers",
            "Show the peers whose places are known, and where that is known from.",
            [socket],
            parsed => HipDaemon.Ask(parsed.GetRequiredValue(socket), RunAsync));
    }

    private static async Task<Answer> RunAsync(ControlClient client)
    {
        IReadOnlyList<PeerEntry> peers = await client.PeersAsync();
        return new Answer(Describe(peers), json => ControlRecords.WriteAll(json, "peers", peers));
    }

    private static string Describe(IReadOnlyList<PeerEntry> peers)
    {
        if (peers.Count == 0)
        {
            return "no peers";
        }

        PlainText text = new();
        text.Table([["NAME", "HIT", "IPV4", "ADDRESSES", "RVS", "SOURCE"], .. peers.Select(Row)]);
        return text.ToString();
    }

    private static string[] Row(PeerEntry peer)
    {
        string places = string.Join(',', peer.Addresses.Select(Human.Place));
        string how = peer.Encapsulation == PathEncapsulation.Unknown ? "" : ControlWord.Of(peer.Encapsulation) + " ";
        return
        [
            peer.Name ?? "-",
            peer.Hit?.ToString() ?? "-",
            (peer.Ipv4 ?? peer.Lsi)?.ToString() ?? "-",
            places.Length == 0 ? "-" : how + places,
            peer.Rvs?.ToString() ?? "-",
            ControlWord.Of(peer.Source),
        ];
    }
}
