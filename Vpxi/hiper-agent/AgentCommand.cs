using System.Net.Sockets;
using System.Reflection;
using System.Runtime.InteropServices;
using HiperNet.Agent.Configuration;
using HiperNet.Agent.Discovery;

namespace HiperNet.Agent;

/// <summary>The command line of the agent.</summary>
internal static class AgentCommand
{
    private const string DefaultConfig = "/etc/hiper/agent.yaml";
    private const int Done = 0;
    private const int Usage = 2;
    private const int Malformed = 3;
    private const int Environment = 4;

    private const string Help = """
        hiper-agent: offers this machine to a registrar, and runs what is booked of it

        Usage: hiper-agent [--config FILE] [--check] [--help] [--version]

          --config FILE   the configuration; otherwise /etc/hiper/agent.yaml
          --check         say whether the configuration is right and what would be offered, and end
          --help          this text
          --version       the version

        It needs root. It logs to standard error, ends on SIGTERM and SIGINT while nodes go on running, and reads what
        it offers again on SIGHUP. Ask it with: hiper agent status
        Exit codes: 0 done, 2 usage, 3 the configuration is wrong, 4 the system lacks something.
        """;

    /// <summary>Runs a command line.</summary>
    /// <returns>The exit code.</returns>
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
                    await Console.Out.WriteLineAsync($"hiper-agent {typeof(AgentCommand).Assembly
                        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion}");
                    return Done;
                default:
                    await Console.Error.WriteLineAsync($"hiper-agent: {args[i]} is no option; see hiper-agent --help");
                    return Usage;
            }
        }

        return await LoadAsync(config, isCheck);
    }

    private static async Task<int> LoadAsync(string config, bool isCheck)
    {
        try
        {
            AgentSettings settings = AgentConfigFile.Load(config);
            if (!isCheck)
            {
                return await ServeAsync(settings);
            }

            await Console.Out.WriteAsync(PoolOffer.Of(MachineProbe.Read(""), settings.Offer).Document);
            await Console.Out.WriteLineAsync($"# {config}: right");
            return Done;
        }
        catch (AgentConfigException error)
        {
            foreach (string problem in error.Problems)
            {
                await Console.Error.WriteLineAsync($"hiper-agent: {problem}");
            }

            return Malformed;
        }
    }

    private static async Task<int> ServeAsync(AgentSettings settings)
    {
        AgentLog log = new(Console.Error);
        using CancellationTokenSource stop = new();
        try
        {
            await using AgentProgram agent = AgentProgram.Start(settings, log, TimeProvider.System);
            using PosixSignalRegistration term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnStop);
            using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnStop);
            using PosixSignalRegistration hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnReload);
            log.Info("agent.ready", ("principal", agent.Principal), ("socket", settings.Socket));
            Notifications.Ready();
            await RunAsync(agent, stop.Token);
            Notifications.Stopping();
            log.Info("agent.ending");
            return Done;

            void OnStop(PosixSignalContext context)
            {
                context.Cancel = true;
                stop.Cancel();
            }

            void OnReload(PosixSignalContext context)
            {
                context.Cancel = true;
                agent.Reload();
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException
            or ArgumentException or SocketException)
        {
            await Console.Error.WriteLineAsync($"hiper-agent: {error.Message}");
            return Environment;
        }
    }

    private static async Task RunAsync(AgentProgram agent, CancellationToken stop)
    {
        try
        {
            await agent.RunAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // This is how it ends.
        }
    }
}
