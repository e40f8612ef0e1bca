using System.CommandLine;
using HiperNet.HipStack.Control;

namespace HiperNet.Cli.Hip;

/// <summary><c>hiper hip reload</c>: has the configuration read again.</summary>
internal static class HipReload
{
    /// <summary>The verb.</summary>
    public static Command Command()
    {
        Option<string> socket = HipDaemon.Socket();
        return Verb.Of(
            "reload",
            "Have hipd read its configuration again.",
            [socket],
            parsed => HipDaemon.Ask(parsed.GetRequiredValue(socket), RunAsync));
    }

    private static async Task<Answer> RunAsync(ControlClient client) =>
        ControlRecords.Changed("reloaded", await client.ReloadAsync());
}
