using HiperNet.Agent.Configuration;
using HiperNet.Agent.Discovery;
using HiperNet.Agent.Keys;
using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Spki.Keys;

namespace HiperNet.Agent.Registration;

/// <summary>Keeps the offer at the registrar, with certificates of which a third of their life is left.</summary>
internal sealed class OfferKeeper(
    RegistrarClient client,
    KeyRing keys,
    GrantBook grants,
    Enrolment enrolment,
    Link link,
    Health health,
    AgentLog log,
    TimeProvider time) : IDisposable
{
    private const string Subject = "offer";
    private readonly Alarm alarm = new(time);
    private volatile Offered? current;

    /// <summary>What is offered now; null before the first offer was made.</summary>
    public Offered? Current => current;

    /// <summary>Offers something from now on, though it may take a while until the registrar knows.</summary>
    public void Set(AgentSettings settings, PoolOffer pool)
    {
        current = new Offered(settings, pool);
        alarm.Ring();
    }

    /// <summary>Has the offer made again: the registrar says that it does not know it.</summary>
    public void Again()
    {
        link.IsOffered = false;
        alarm.Ring();
    }

    /// <summary>Keeps it until this is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        int failures = 0;
        while (true)
        {
            TimeSpan rest = AgentLimits.LongestPause;
            if (current is { } offered)
            {
                TimeSpan? next = await TryOfferAsync(offered, cancellation);
                failures = next is null ? failures + 1 : 0;
                rest = next ?? (link.Account == "pending" ? AgentLimits.Pending : AgentLimits.PauseAfter(failures));
            }

            await alarm.WaitAsync(rest, cancellation);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => alarm.Dispose();

    // Null: it is not offered, and to be tried again.
    private async Task<TimeSpan?> TryOfferAsync(Offered offered, CancellationToken cancellation)
    {
        try
        {
            return await enrolment.EnsureAsync(offered.Settings, cancellation)
                ? await OfferAsync(offered, cancellation)
                : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            health.Set(Subject, failure.Message);
            return null;
        }
    }

    private async Task<TimeSpan?> OfferAsync(Offered offered, CancellationToken cancellation)
    {
        OfferSettings settings = offered.Settings.Offer;
        DateTimeOffset? until = settings.Until is { } end ? DateTimeOffset.FromUnixTimeSeconds(end) : null;
        if (until <= time.GetUtcNow())
        {
            health.Set(Subject, "its end has come: nothing is offered");
            return null;
        }

        List<ResourceProof> proofs = [];
        DateTimeOffset renewal = DateTimeOffset.MaxValue;
        foreach (Slot slot in offered.Pool.Slots)
        {
            PrivateKey key = keys.Of(slot.Element);
            Grant grant = grants.Current(key, settings.CertificateLife, until);
            proofs.Add(new ResourceProof(slot.Element, key.Public.Sexp.Canonical, grant.Sequence.Node.Canonical));
            renewal = GrantBook.RenewAt(grant) < renewal ? GrantBook.RenewAt(grant) : renewal;
        }

        ApiAnswer<OfferView> answer =
            await client.OfferAsync(settings.Id, new OfferRequest(offered.Pool.Document, proofs), cancellation);
        link.IsOffered = link.Note(answer);
        health.Set(Subject, answer.Problem is { Status: > 0 } problem ? $"it is refused: {problem.Detail}" : null);
        if (!answer.IsDone)
        {
            return null;
        }

        log.Info("offer.made", ("offer", settings.Id), ("resources", proofs.Count), ("renewal", $"{renewal:u}"));
        TimeSpan rest = renewal - time.GetUtcNow();
        return rest > TimeSpan.Zero ? rest : AgentLimits.LongestPause;
    }
}
