using System.CommandLine;
using System.Net;
using HiperNet.Registrar.Federation;

namespace HiperNet.Registrar.Server;

/// <summary>The command line of the service: <c>hiper registrar run</c> passes its arguments on to it.</summary>
internal static class RegistrarCommand
{
    private const int Usage = 2;
    private const int DefaultPort = 8443;

    /// <summary>How long the loops and the store may take to end after the last answer.</summary>
    private static readonly TimeSpan StoreTime = TimeSpan.FromSeconds(10);

    private const string Description = """
        Serve a registrar: accounts, offers, infrastructures, certificates.

        Alone, it starts a private etcd in its data directory. With --etcd, any number of replicas with the same key
        and name serve the same registrar. SIGTERM ends it after what is under way.
        """;

    private static readonly Option<string> Name = new("--name")
    {
        Description = "The name of its space: 1 to 64 letters, digits and hyphens.", Required = true,
    };

    private static readonly Option<string> Data = new("--data")
    {
        Description = "The directory of its key and, without --etcd, its store.",
        DefaultValueFactory = _ => "/var/lib/hiper/registrar",
    };

    private static readonly Option<string?> Key = new("--key")
    {
        Description = "The file with its private key; made if --data has none. P-256, P-384 or RSA.", HelpName = "FILE",
    };

    private static readonly Option<string[]> Listen = new("--listen")
    {
        Description = "An address and port to listen on, such as [::]:8443. May be repeated.",
        DefaultValueFactory = _ => [$"127.0.0.1:{DefaultPort}"],
    };

    private static readonly Option<string?> Metrics = new("--metrics")
    {
        Description = "A loopback address and port for /metrics, /healthz and /readyz, without TLS.",
    };

    private static readonly Option<string[]> Administrators = new("--admin")
    {
        Description = "A public key file of an administrator. May be repeated.", HelpName = "FILE",
    };

    private static readonly Option<string?> Etcd = new("--etcd")
    {
        Description = "The members of a cluster of etcd: URL,...", HelpName = "URL,...",
    };

    private static readonly Option<string?> EtcdAuthority = new("--etcd-ca")
    {
        Description = "Who signs the members' certificates, in PEM.",
    };

    private static readonly Option<string?> EtcdCertificate = new("--etcd-cert")
    {
        Description = "The registrar's certificate towards etcd, in PEM.",
    };

    private static readonly Option<string?> EtcdKey = new("--etcd-key") { Description = "Its key, in PEM." };

    private static readonly Option<string?> EtcdUser = new("--etcd-user") { Description = "A user of etcd." };

    private static readonly Option<string?> EtcdPassword = new("--etcd-password-file")
    {
        Description = "The file of its password.",
    };

    private static readonly Option<string[]> Peers = new("--peer")
    {
        Description = "A registrar of another organisation. May be repeated.", HelpName = "NAME=URL#PRINCIPAL",
    };

    private static readonly Option<double> Hold = new("--hold-seconds")
    {
        Description = "How long a hold waits to be provisioned.", DefaultValueFactory = _ => 600,
    };

    private static readonly Option<int> Patience = new("--patience-seconds")
    {
        Description = "How long an offer is live after a heartbeat: 2 to 3600.", DefaultValueFactory = _ => 30,
    };

    private static readonly Option<int> Round = new("--round-seconds")
    {
        Description = "How often it looks for what is due: 1 to 60.", DefaultValueFactory = _ => 5,
    };

    /// <summary>Tests show by it that clocks may be apart; nobody else wants one that is wrong.</summary>
    private static readonly Option<int> Skew = new("--clock-skew-seconds")
    {
        Description = "By how much its clock is ahead of the machine's; for tests.", Hidden = true,
    };

    private static readonly Option<double> Life = new("--certificate-hours")
    {
        Description = "How long certificates for infrastructures are valid at most.", DefaultValueFactory = _ => 6,
    };

    private static readonly Option<int> Connections = new("--connections-per-address")
    {
        Description = "How many connections one address may have at once.", DefaultValueFactory = _ => 1000,
    };

    private static readonly Option<int> Rate = new("--requests-per-second")
    {
        Description = "How many requests of one address it takes in a second.", DefaultValueFactory = _ => 500,
    };

    /// <summary>Runs the service until it is asked to end.</summary>
    /// <returns>The exit code: 0 done, 2 usage, 3 a file is malformed, 4 the environment does not allow it.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        RootCommand root = new(Description)
        {
            Name, Data, Key, Listen, Metrics, Administrators, Etcd, EtcdAuthority, EtcdCertificate, EtcdKey, EtcdUser,
            EtcdPassword, Peers, Hold, Patience, Round, Skew, Life, Connections, Rate,
        };
        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync($"hiper-registrar: {parsed.Errors[0].Message.TrimEnd('.')}; see --help");
            return Usage;
        }

        root.SetAction(RunAsync);
        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = RegistrarHost.EndTime + StoreTime,
        });
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        try
        {
            await using RegistrarHost host = await RegistrarHost.StartAsync(Options(parsed), cancellation);
            await host.WaitAsync(cancellation);
            return 0;
        }
        catch (RegistrarStartException exception)
        {
            await Console.Error.WriteLineAsync($"hiper-registrar: {exception.Message}");
            return exception.ExitCode;
        }
    }

    private static RegistrarOptions Options(ParseResult parsed) => new()
    {
        Name = parsed.GetRequiredValue(Name),
        Data = Path.GetFullPath(parsed.GetRequiredValue(Data)),
        Key = parsed.GetValue(Key),
        Listen = [.. parsed.GetRequiredValue(Listen).Select(EndPoint)],
        Metrics = parsed.GetValue(Metrics) is { } metrics ? Loopback(EndPoint(metrics)) : null,
        Administrators = parsed.GetValue(Administrators) ?? [],
        Etcd = [.. (parsed.GetValue(Etcd)?.Split(',') ?? []).Select(Address)],
        EtcdAccess = new EtcdAccess(
            parsed.GetValue(EtcdAuthority),
            parsed.GetValue(EtcdCertificate),
            parsed.GetValue(EtcdKey),
            parsed.GetValue(EtcdUser),
            parsed.GetValue(EtcdPassword)),
        Peers = ReadPeers(parsed.GetValue(Peers) ?? []),
        Hold = Positive(parsed.GetValue(Hold), TimeSpan.FromSeconds, Hold.Name),
        Patience = parsed.GetValue(Patience) is >= 2 and <= 3600 and int patience
            ? TimeSpan.FromSeconds(patience)
            : throw RegistrarStartException.Usage($"{Patience.Name} must be 2 to 3600"),
        Round = parsed.GetValue(Round) is >= 1 and <= 60 and int round
            ? TimeSpan.FromSeconds(round)
            : throw RegistrarStartException.Usage($"{Round.Name} must be 1 to 60"),
        ClockSkew = TimeSpan.FromSeconds(parsed.GetValue(Skew)),
        CertificateLife = Positive(parsed.GetValue(Life), TimeSpan.FromHours, Life.Name),
        ConnectionsPerAddress = parsed.GetValue(Connections) is > 0 and int connections
            ? connections
            : throw RegistrarStartException.Usage($"{Connections.Name} must be above 0"),
        RequestsPerSecond = parsed.GetValue(Rate) is > 0 and int rate
            ? rate
            : throw RegistrarStartException.Usage($"{Rate.Name} must be above 0"),
    };

    private static Peer[] ReadPeers(string[] texts)
    {
        Peer[] peers = [.. texts.Select(text => Peer.Read(text)
            ?? throw RegistrarStartException.Usage($"'{text}' is no NAME=https://HOST:PORT#PRINCIPAL"))];
        return peers.DistinctBy(peer => peer.Name).Count() == peers.Length
            && peers.DistinctBy(peer => peer.Principal).Count() == peers.Length
            && peers.Length <= FederationLimits.Peers
                ? peers
                : throw RegistrarStartException.Usage(
                    $"{Peers.Name}: at most {FederationLimits.Peers}, each name and each key once");
    }

    private static TimeSpan Positive(double number, Func<double, TimeSpan> of, string option) =>
        number is >= 1 and <= 1_000_000 || (number > 0 && option == Life.Name)
            ? of(number)
            : throw RegistrarStartException.Usage($"{option} must be above 0");

    private static IPEndPoint EndPoint(string text) =>
        IPEndPoint.TryParse(text, out IPEndPoint? point) && text.Contains(':', StringComparison.Ordinal)
            ? point
            : throw RegistrarStartException.Usage($"'{text}' is no address with a port");

    private static IPEndPoint Loopback(IPEndPoint point) => IPAddress.IsLoopback(point.Address)
        ? point
        : throw RegistrarStartException.Usage("--metrics must be a loopback address: it has neither TLS nor rights");

    private static Uri Address(string text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
        ? address
        : throw RegistrarStartException.Usage($"'{text}' is no URL");
}
