using System.CommandLine;
using HiperNet.HipStack.Control;

namespace HiperNet.Cli.Hip;

/// <summary><c>hiper hip rst</c>: closes and forgets an association.</summary>
internal static class HipReset
{
    /// <summary>The verb.</summary>
    public static Command Command()
    {
        Option<string> socket = HipDaemon.Socket();
        Argument<string> peer = HipCommands.Peer();
        return Verb.Of(
            "rst",
            "Close and forget the associations with a peer; the next packet makes a new one.",
            [peer, socket],
            parsed => HipDaemon.Ask(
                parsed.GetRequiredValue(socket), client => RunAsync(client, parsed.GetRequiredValue(peer))));
    }

    private static async Task<Answer> RunAsync(ControlClient client, string peer)
    {
        ChangeResult result = await client.ResetAsync(peer);
        return ControlRecords.Changed($"reset {ControlRecords.Count(result.Changed, "association")}", result);
    }
}
