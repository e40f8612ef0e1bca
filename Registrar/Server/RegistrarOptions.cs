using System.Net;
using HiperNet.Registrar.Federation;

namespace HiperNet.Registrar.Server;

/// <summary>How a registrar runs.</summary>
internal sealed record RegistrarOptions
{
    /// <summary>The name of its space.</summary>
    public required string Name { get; init; }

    /// <summary>Where it keeps its key and, alone, its store.</summary>
    public required string Data { get; init; }

    /// <summary>The file with its key; null for one in <see cref="Data"/>.</summary>
    public string? Key { get; init; }

    /// <summary>Where it listens for requests.</summary>
    public required IReadOnlyList<IPEndPoint> Listen { get; init; }

    /// <summary>Where it tells metrics and health, without TLS: loopback only; null for nowhere.</summary>
    public IPEndPoint? Metrics { get; init; }

    /// <summary>The addresses of a cluster of etcd; empty: a private one.</summary>
    public IReadOnlyList<Uri> Etcd { get; init; } = [];

    /// <summary>The CA, certificate and key files of the cluster's TLS, and user and file of the password.</summary>
    public EtcdAccess EtcdAccess { get; init; } = new();

    /// <summary>The public keys of its administrators, as files.</summary>
    public IReadOnlyList<string> Administrators { get; init; } = [];

    /// <summary>How long a hold waits to be confirmed.</summary>
    public TimeSpan Hold { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long an offer is live after a heartbeat.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long certificates for infrastructures are valid at most.</summary>
    public TimeSpan CertificateLife { get; init; } = TimeSpan.FromHours(6);

    /// <summary>How often it looks for what is due: renewals, lapsed holds, silent offers.</summary>
    public TimeSpan Round { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many connections one address may have at once.</summary>
    public int ConnectionsPerAddress { get; init; } = 1000;

    /// <summary>By how much its clock is ahead of the machine's: for tests.</summary>
    public TimeSpan ClockSkew { get; init; }

    /// <summary>Registrars of other organisations.</summary>
    public IReadOnlyList<Peer> Peers { get; init; } = [];

    /// <summary>How many requests of one address it takes in a second.</summary>
    public int RequestsPerSecond { get; init; } = 500;
}
