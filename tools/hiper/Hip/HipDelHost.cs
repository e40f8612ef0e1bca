using System.CommandLine;
using HiperNet.HipStack.Control;

namespace HiperNet.Cli.Hip;

/// <summary><c>hiper hip del-host</c>: takes back what add-host has said.</summary>
internal static class HipDelHost
{
    /// <summary>The verb.</summary>
    public static Command Command()
    {
        Option<string> socket = HipDaemon.Socket();
        Argument<string> peer = HipCommands.Peer();
        return Verb.Of(
            "del-host",
            "Forget what add-host has said of a peer.",
            [peer, socket],
            parsed => HipDaemon.Ask(
                parsed.GetRequiredValue(socket), client => RunAsync(client, parsed.GetRequiredValue(peer))));
    }

    private static async Task<Answer> RunAsync(ControlClient client, string peer)
    {
        ChangeResult result = await client.RemoveHostAsync(peer);
        return ControlRecords.Changed($"removed {ControlRecords.Count(result.Changed, "host")}", result);
    }
}
