using System.Globalization;
using HiperNet.Registrar.Bookings;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Resources;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Infrastructures;

/// <summary>
/// What infrastructures need from time to time: certificates that are due, warnings before the end, and the rest of
/// what somebody has begun to end. Any number of replicas may do it at once.
/// </summary>
public sealed class Upkeep
{
    /// <summary>How long before the end of a window its owner is told, in seconds.</summary>
    private static readonly long[] Warnings = [3600, 600];

    private readonly InfrastructureParts parts;
    private readonly Lifecycle lifecycle;
    private readonly Ending ending;
    private readonly Liveness liveness;
    private readonly Replanning replanning;
    private readonly RunReader reader;
    private readonly Announcements announcements;
    private readonly Dictionary<string, long> suspects = new(StringComparer.Ordinal);

    /// <summary>Looks after infrastructures.</summary>
    public Upkeep(InfrastructureParts parts, Lifecycle lifecycle, Ending ending, Liveness liveness)
    {
        (this.parts, this.lifecycle, this.ending, this.liveness) = (parts, lifecycle, ending, liveness);
        replanning = new Replanning(parts, lifecycle);
        reader = new RunReader(parts);
        announcements = new Announcements(parts);
    }

    /// <summary>Looks at all infrastructures once.</summary>
    /// <returns>For how many something was done.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        int done = 0;
        IReadOnlySet<string>? silent = await liveness.SilentAsync(cancellation);
        string? after = null;
        do
        {
            StateResult<RunPage> page = await reader.ListAsync(after, cancellation);
            if (!page.IsDone)
            {
                return done;
            }

            foreach (RunRecord run in page.Value.Items)
            {
                done += await OneAsync(run, silent, cancellation) ? 1 : 0;
            }

            after = page.Value.HasMore ? page.Value.Items[^1].Id : null;
        }
        while (after is not null);
        return done;
    }

    private async Task<bool> OneAsync(RunRecord run, IReadOnlySet<string>? silent, CancellationToken cancellation)
    {
        if (!IsDue(run, silent))
        {
            return false;
        }

        Outcome<StoredRun> found = await reader.ReadAsync(run.Id, cancellation);
        if (found.Value is not { } stored)
        {
            return false;
        }

        if (IsLeft(stored))
        {
            suspects.Remove(run.Id);
            await ending.EndLeftAsync(stored, cancellation);
            return true;
        }

        if (stored.Run.Wanted == Wanted.End)
        {
            await ending.FinishAsync(stored, parts.Issuer.Principal.ToString(), cancellation);
            return true;
        }

        if (stored.Vpxi is not { State: VpxiState.Allocated } vpxi || stored.Run.Wanted == Wanted.Nothing)
        {
            return false;
        }

        if (silent is not null && await replanning.LookAsync(stored, vpxi, silent, cancellation))
        {
            return true;
        }

        bool isWarned = await WarnAsync(stored.Run, vpxi, cancellation);
        if (stored.Run.Due > 0 && stored.Run.Due <= parts.Now && parts.Now < vpxi.Allocation.Window.End)
        {
            await lifecycle.RenewAsync(run.Id, "certificates.issued", cancellation);
            return true;
        }

        return isWarned;
    }

    /// <summary>Whether anything may have to be done: of what runs in peace no more is read than its record.</summary>
    private bool IsDue(RunRecord run, IReadOnlySet<string>? silent) =>
        run.Wanted is Wanted.Nothing or Wanted.End
        || run.End <= parts.Now
        || WarningDue(run, run.End) != 0
        || (run.Due > 0 && run.Due <= parts.Now)
        || run.HasMoved
        || run.Degraded.Count > 0
        || (silent is not null && run.Offers.Any(silent.Contains));

    /// <summary>Which warning is to be given now, in seconds before the end; 0 for none.</summary>
    private long WarningDue(RunRecord run, long end)
    {
        long left = end - parts.Now;
        long due = Warnings.Where(warning => left <= warning).DefaultIfEmpty(0).Min();
        return left <= 0 || (run.Warned != 0 && run.Warned <= due) ? 0 : due;
    }

    /// <summary>Whether nothing is booked for it, and nobody is about to: it was so at the last look, too.</summary>
    private bool IsLeft(StoredRun stored)
    {
        if (stored.Vpxi is not null || stored.Run.Wanted == Wanted.End)
        {
            suspects.Remove(stored.Run.Id);
            return false;
        }

        bool isSame = suspects.TryGetValue(stored.Run.Id, out long revision) && revision == stored.RunRevision;
        suspects[stored.Run.Id] = stored.RunRevision;
        return isSame;
    }

    private async Task<bool> WarnAsync(RunRecord run, VpxiRecord vpxi, CancellationToken cancellation)
    {
        long due = WarningDue(run, vpxi.Allocation.Window.End);
        if (due == 0)
        {
            return false;
        }

        Outcome<VpxiView> written = await lifecycle.ChangeAsync(
            run.Id,
            (stored, _) => stored.Run.Warned == due ? [] :
            [
                lifecycle.Put(stored.Run with { Warned = due }),
                announcements.ToOwner(
                    stored.Run,
                    "vpxi.expiring",
                    new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["end"] = vpxi.Allocation.Window.End.ToString(CultureInfo.InvariantCulture),
                    }),
            ],
            cancellation);
        return written.Value is not null;
    }
}
