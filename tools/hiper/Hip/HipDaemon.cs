using System.CommandLine;
using HiperNet.HipStack.Control;

namespace HiperNet.Cli.Hip;

/// <summary>The daemon that a command line means, and what its refusals are to the user.</summary>
internal static class HipDaemon
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Which daemon: there may be one in each network namespace.</summary>
    public static Option<string> Socket() => new("--socket")
    {
        Description = "The control socket of the daemon.",
        HelpName = "PATH",
        DefaultValueFactory = _ => ControlLimits.DefaultPath,
    };

    /// <summary>Asks the daemon.</summary>
    /// <exception cref="CliException">It does not run, may not be asked, or refuses.</exception>
    public static T Ask<T>(string path, Func<ControlClient, Task<T>> question)
    {
        try
        {
            return AskAsync(path, question).GetAwaiter().GetResult();
        }
        catch (ControlException exception)
        {
            throw new CliException(CodeOf(exception.Fault), PlainText.Clean(exception.Message), exception);
        }
    }

    /// <summary>The instant that ages are counted from: the daemon's, whose clock made the times.</summary>
    public static DateTimeOffset Now(ControlClient client) => client.Now ?? TimeProvider.System.GetUtcNow();

    private static async Task<T> AskAsync<T>(string path, Func<ControlClient, Task<T>> question)
    {
        await using ControlClient client = await ControlClient.ConnectAsync(path, Patience, TimeProvider.System);
        return await question(client);
    }

    private static ExitCode CodeOf(ControlFault fault) => fault switch
    {
        ControlFault.Malformed or ControlFault.TooLarge => ExitCode.Malformed,
        ControlFault.Forbidden or ControlFault.AccessDenied or ControlFault.Protocol or ControlFault.Internal =>
            ExitCode.Environment,
        ControlFault.UnknownVerb or ControlFault.UnsupportedVersion => ExitCode.Environment,
        _ => ExitCode.Refused,
    };
}
