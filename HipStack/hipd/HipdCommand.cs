using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using HiperNet.HipStack.Control;
using HiperNet.HipStack.Link;
using HiperNet.HipStack.Transport;
using HiperNet.Hipd.Configuration;

namespace HiperNet.Hipd;

/// <summary>The command line of the daemon.</summary>
internal static class HipdCommand
{
    private const string DefaultConfig = "/etc/hiper/hipd.yaml";
    private const int Done = 0;
    private const int Usage = 2;
    private const int Malformed = 3;
    private const int Environment = 4;

    private const string Help = """
        hipd: the Host Identity Protocol daemon of HiperNet

        Usage: hipd [--config FILE] [--check] [--help] [--version]

          --config FILE   the configuration; otherwise /etc/hiper/hipd.yaml
          --check         say whether the configuration is right, and end
          --help          this text
          --version       the version

        It needs CAP_NET_ADMIN and CAP_NET_RAW, and /dev/net/tun. It logs to standard error, ends on SIGTERM and
        SIGINT, and reads hosts and policy again on SIGHUP. Ask it with: hiper hip status
        Exit codes: 0 done, 2 usage, 3 the configuration is wrong, 4 the system lacks something.
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        string config = DefaultConfig;
        bool isCheck = false;
        for (int i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--config" when i + 1 < args.Length:
                    config = args[++i];
                    break;
                case "--check":
                    isCheck = true;
                    break;
                case "--help" or "-h":
                    await Console.Out.WriteLineAsync(Help);
                    return Done;
                case "--version":
                    await Console.Out.WriteLineAsync($"hipd {typeof(HipdCommand).Assembly
                        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion}");
                    return Done;
                default:
                    await Console.Error.WriteLineAsync($"hipd: {args[i]} is no option; see hipd --help");
                    return Usage;
            }
        }

        return await LoadAsync(config, isCheck);
    }

    private static async Task<int> LoadAsync(string config, bool isCheck)
    {
        try
        {
            using Settings settings = ConfigFile.Load(config);
            if (!isCheck)
            {
                return await ServeAsync(settings);
            }

            foreach (Identity identity in settings.Identities)
            {
                await Console.Out.WriteLineAsync($"{identity.Hit} {identity.InnerIpv4} {identity.Public.Principal}");
            }

            await Console.Out.WriteLineAsync($"{config}: right");
            return Done;
        }
        catch (ConfigException error)
        {
            foreach (string problem in error.Problems)
            {
                await Console.Error.WriteLineAsync($"hipd: {problem}");
            }

            return Malformed;
        }
    }

    private static async Task<int> ServeAsync(Settings settings)
    {
        try
        {
            if (!WarmUp.Run(settings.Engine))
            {
                await Console.Error.WriteLineAsync("hipd: the self-test failed: libcrypto does not do what is needed");
                return Environment;
            }

            await using Daemon daemon = Daemon.Start(settings, Log);
            TaskCompletionSource stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
            using PosixSignalRegistration term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnStop);
            using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnStop);
            using PosixSignalRegistration hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnReload);
            foreach (Identity identity in settings.Identities)
            {
                Log($"ready as {identity.Hit} and {identity.InnerIpv4}; control socket {settings.Control.Socket}");
            }

            Notifications.Ready();
            await Task.WhenAny(stop.Task, daemon.Ended);
            Notifications.Stopping();
            Log("ending");
            return Done;

            void OnStop(PosixSignalContext context)
            {
                context.Cancel = true;
                stop.TrySetResult();
            }

            void OnReload(PosixSignalContext context)
            {
                context.Cancel = true;
                _ = daemon.ReloadAsync();
            }
        }
        catch (Exception error) when (error is LinkException or TransportException or ControlException
            or IOException or UnauthorizedAccessException or ArgumentException)
        {
            await Console.Error.WriteLineAsync($"hipd: {error.Message}");
            return Environment;
        }
    }

    /// <summary>One line for the journal: others' control characters reach no terminal, and begin no line.</summary>
    private static void Log(string line) => Console.Error.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"hipd: {string.Concat(line.Select(c => char.IsControl(c) ? ' ' : c))}"));
}
