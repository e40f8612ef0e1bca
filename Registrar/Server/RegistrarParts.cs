using HiperNet.Registrar.Accounts;
using HiperNet.Registrar.Audit;
using HiperNet.Registrar.Bookings;
using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.Events;
using HiperNet.Registrar.Requests;
using HiperNet.Registrar.Resources;
using HiperNet.Registrar.Rights;
using HiperNet.Registrar.Server.Http;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Server;

/// <summary>What a registrar is made of. <see cref="RegistrarHost"/> makes it, and routes and loops use it.</summary>
internal sealed record RegistrarParts
{
    public required RegistrarOptions Options { get; init; }

    public required EtcdClient Store { get; init; }

    public required StateKeys Keys { get; init; }

    public required Issuer Issuer { get; init; }

    public required BundleStore Bundles { get; init; }

    public required AuditOutbox Outbox { get; init; }

    public required AuditSequencer Sequencer { get; init; }

    public required EventBook Events { get; init; }

    public required IdempotencyStore Requests { get; init; }

    public required AccountBook Accounts { get; init; }

    public required AccountReader AccountReader { get; init; }

    public required AccountCertificates AccountCertificates { get; init; }

    public required OfferBook Offers { get; init; }

    public required Allocator Allocator { get; init; }

    public required RightsDecider Rights { get; init; }

    public required ApiMetrics Metrics { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>The time in seconds since 1970.</summary>
    public long Now => Time.GetUtcNow().ToUnixTimeSeconds();
}
