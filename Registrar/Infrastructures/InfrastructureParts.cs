using HiperNet.Registrar.Audit;
using HiperNet.Registrar.Bookings;
using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.Events;
using HiperNet.Registrar.Resources;
using HiperNet.Registrar.Revocations;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Infrastructures;

/// <summary>What infrastructures are made with.</summary>
/// <param name="Store">The store.</param>
/// <param name="Keys">Where the registrar keeps what.</param>
/// <param name="Issuer">Signs certificates.</param>
/// <param name="Bundles">Keeps them.</param>
/// <param name="Offers">What is offered, with which keys.</param>
/// <param name="Allocator">Books.</param>
/// <param name="Events">Tells those whom it concerns.</param>
/// <param name="Outbox">Tells the log.</param>
/// <param name="Revocations">Takes certificates back.</param>
/// <param name="Name">The name of the registrar's space.</param>
/// <param name="Life">How long certificates are valid at most.</param>
/// <param name="Time">The clock.</param>
public sealed record InfrastructureParts(
    EtcdClient Store,
    StateKeys Keys,
    Issuer Issuer,
    BundleStore Bundles,
    OfferBook Offers,
    Allocator Allocator,
    EventBook Events,
    AuditOutbox Outbox,
    RevocationBook Revocations,
    string Name,
    TimeSpan Life,
    TimeProvider Time)
{
    /// <summary>How often an act is tried again that another one was quicker than.</summary>
    internal const int Tries = 8;

    /// <summary>What other registrars have; null if there are none.</summary>
    public IAbroad? Abroad { get; init; }

    /// <summary>Where the rest is kept.</summary>
    internal InfrastructureKeys Own { get; } = new(Keys.Root);

    /// <summary>
    /// Does what belongs together in one transaction. What is beyond one stands last, and tells somebody of what was
    /// done: it follows, and if it does not, whoever has to know asks by himself after a while.
    /// </summary>
    internal async Task<StateResult<TransactionAnswer>> DoAsync(
        IReadOnlyList<Compare> conditions, IReadOnlyList<Operation> operations, CancellationToken cancellation)
    {
        StateResult<TransactionAnswer> done = await Store.TransactAsync(
            new Transaction(conditions, [.. operations.Take(EtcdLimits.Operations)], []), cancellation);
        foreach (Operation[] rest in operations.Skip(EtcdLimits.Operations).Chunk(EtcdLimits.Operations))
        {
            if (done is { Value.Succeeded: true })
            {
                await Store.TransactAsync(new Transaction([], rest, []), cancellation);
            }
        }

        return done;
    }

    /// <summary>The time in seconds since 1970.</summary>
    internal long Now => Time.GetUtcNow().ToUnixTimeSeconds();
}
