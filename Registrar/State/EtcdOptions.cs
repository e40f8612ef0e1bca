using System.Security.Cryptography.X509Certificates;

namespace HiperNet.Registrar.State;

/// <summary>How to reach a cluster. Not a record, so that no text of it ever shows the password.</summary>
public sealed class EtcdOptions
{
    /// <summary>The members, at least one. The first that works is used until it fails.</summary>
    public required IReadOnlyList<EtcdEndpoint> Endpoints { get; init; }

    /// <summary>Whom to authenticate as; null for nobody.</summary>
    public string? User { get; init; }

    /// <summary>The password of <see cref="User"/>.</summary>
    public string? Password { get; init; }

    /// <summary>
    /// The authorities that members' certificates must come from; empty for those of the machine. Names and dates
    /// are checked in any case.
    /// </summary>
    public IReadOnlyList<X509Certificate2> Authorities { get; init; } = [];

    /// <summary>The certificate, with its key, to show to members; null for none.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>How long a request may take with all its attempts.</summary>
    public TimeSpan RequestTime { get; init; } = EtcdLimits.RequestTime;

    /// <summary>Pauses and deadlines are taken from this clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
