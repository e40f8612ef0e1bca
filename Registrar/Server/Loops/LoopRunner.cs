using HiperNet.Registrar.Accounts;
using HiperNet.Registrar.Federation;
using HiperNet.Registrar.Server.Http;
using HiperNet.Registrar.State;
using Microsoft.Extensions.Logging;

namespace HiperNet.Registrar.Server.Loops;

/// <summary>Does what is due from time to time. Any number of replicas may; each step is right alone.</summary>
internal sealed class LoopRunner(RegistrarParts parts, ILogger<LoopRunner> log) : IAsyncDisposable
{
    private static readonly TimeSpan LongRound = TimeSpan.FromMinutes(10);
    private readonly CancellationTokenSource ending = new();
    private readonly List<Task> running = [];
    private IReadOnlyList<(string Peer, SyncFault Fault)> refused = [];

    /// <summary>Begins.</summary>
    public void Start()
    {
        running.Add(FollowAsync(parts.Sequencer.RunAsync));
        running.Add(FollowAsync(parts.Pool.RunAsync));
        running.Add(RunAsync("sweep", parts.Options.Round, SweepAsync));
        running.Add(RunAsync("liveness", parts.Options.Round, () => parts.Liveness.RunAsync(ending.Token)));
        running.Add(RunAsync("upkeep", parts.Options.Round, () => parts.Upkeep.RunAsync(ending.Token)));
        running.Add(RunAsync("accounts", LongRound, RenewAccountsAsync));
        running.Add(RunAsync("revocations", LongRound, () => parts.Revocations.RefreshAsync(ending.Token)));
        running.Add(RunAsync("federation", FederationLimits.Round, FederateAsync));
        running.Add(RunAsync("cosignatures", parts.Options.Round, CosignAsync));
        running.Add(RunAsync("events", LongRound, () => parts.Events.SweepAsync(ending.Token)));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await Task.WhenAll(running);
        ending.Dispose();
    }

    /// <summary>
    /// What is woken by a watch, not by a clock: the log takes up what waits for it, the pool what has changed.
    /// </summary>
    private async Task FollowAsync(Func<CancellationToken, Task> run)
    {
        try
        {
            await run(ending.Token);
        }
        catch (OperationCanceledException)
        {
            // That is the end.
        }
    }

    /// <summary>Active accounts have their certificates anew when two thirds of their time have passed.</summary>
    private async Task RenewAccountsAsync()
    {
        string? after = null;
        do
        {
            StateResult<AccountPage> page = await parts.AccountReader.ListAsync(after, ending.Token);
            foreach (AccountRecord account in page.Value?.Items ?? [])
            {
                await parts.AccountCertificates.KeepAsync(account, ending.Token);
            }

            after = page.Value?.Next;
        }
        while (after is not null);
    }

    private async Task SweepAsync()
    {
        int count = await parts.Allocator.SweepAsync(ending.Token);
        if (count > 0)
        {
            parts.Metrics.Add("hiper_registrar_swept_total", count);
            ApiLog.Swept(log, count);
        }
    }

    private async Task FederateAsync()
    {
        IReadOnlyList<(string Peer, SyncFault Fault)> faults = await parts.Federation.Rounds.RunAsync(ending.Token);
        foreach ((string Peer, SyncFault Fault) one in faults)
        {
            parts.Metrics.Add("hiper_registrar_sync_refused_total", 1);
            if (!refused.Contains(one))
            {
                ApiLog.SyncRefused(log, one.Peer, one.Fault.ToString());
            }
        }

        refused = faults; // What is told again and again is logged once.
    }

    private async Task CosignAsync()
    {
        int count = await parts.Federation.Cosignatures.AskAsync(ending.Token);
        if (count > 0)
        {
            ApiLog.CosignRefused(log, count);
        }
    }

    private async Task RunAsync(string name, TimeSpan every, Func<Task> step)
    {
        using PeriodicTimer timer = new(every, parts.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(ending.Token))
            {
                try
                {
                    await step();
                }
                catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException))
                {
                    ApiLog.LoopFailed(log, name, exception.Message);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // That is the end.
        }
    }
}
