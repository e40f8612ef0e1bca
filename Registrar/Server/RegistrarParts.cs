using HiperNet.Registrar.Accounts;
using HiperNet.Registrar.Audit;
using HiperNet.Registrar.Bookings;
using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.Events;
using HiperNet.Registrar.Federation;
using HiperNet.Registrar.Infrastructures;
using HiperNet.Registrar.Requests;
using HiperNet.Registrar.Resources;
using HiperNet.Registrar.Revocations;
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

    public required Liveness Liveness { get; init; }

    public required PoolCache Pool { get; init; }

    public required Allocator Allocator { get; init; }

    public required RevocationBook Revocations { get; init; }

    public required Revoker Revoker { get; init; }

    public required Lifecycle Lifecycle { get; init; }

    public required Ending Ending { get; init; }

    public required WorkDesk WorkDesk { get; init; }

    public required Sharing Sharing { get; init; }

    public required DryRun DryRun { get; init; }

    public required Upkeep Upkeep { get; init; }

    public required FederationParts Federation { get; init; }

    public required RightsDecider Rights { get; init; }

    public required AuditLog Log { get; init; }

    public required CheckpointSigner Checkpoints { get; init; }

    /// <summary>Says to what has no end of its own that the service ends.</summary>
    public required CancellationToken Stopping { get; init; }

    public required ApiMetrics Metrics { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>The time in seconds since 1970.</summary>
    public long Now => Time.GetUtcNow().ToUnixTimeSeconds();
}
