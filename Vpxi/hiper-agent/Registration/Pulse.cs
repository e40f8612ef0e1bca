using HiperNet.Agent.Work;
using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Client.Contracts;

namespace HiperNet.Agent.Registration;

/// <summary>
/// Says that the agent is there, and asks for its work: when a heartbeat or an event says that it has changed, and
/// now and then in any case, because a push may be lost.
/// </summary>
internal sealed class Pulse(
    RegistrarClient client,
    string offer,
    TimeSpan poll,
    OfferKeeper offers,
    Link link,
    WorkKeeper work,
    RevocationBook revocations,
    AgentLog log,
    TimeProvider time) : IDisposable
{
    private const int NotFound = 404;
    private const int Beats = 3;

    private static readonly TimeSpan UsualBeat = TimeSpan.FromSeconds(10);
    private readonly Alarm workAlarm = new(time);
    private readonly Alarm listAlarm = new(time);
    private long? revision;

    /// <summary>Runs until it is cancelled.</summary>
    public Task RunAsync(CancellationToken cancellation) => Task.WhenAll(
        BeatAsync(cancellation), PullAsync(cancellation), ListsAsync(cancellation), ListenAsync(cancellation));

    /// <inheritdoc/>
    public void Dispose()
    {
        workAlarm.Dispose();
        listAlarm.Dispose();
    }

    private async Task BeatAsync(CancellationToken cancellation)
    {
        while (true)
        {
            TimeSpan rest = UsualBeat;
            if (link.IsOffered)
            {
                ApiAnswer<Heartbeat> answer = await client.HeartbeatAsync(offer, cancellation);
                link.Note(answer);
                if (answer.Value is { } heartbeat)
                {
                    rest = TimeSpan.FromSeconds(Math.Clamp(heartbeat.Seconds / (double)Beats, 0.1, 3_600));
                    if (revision != heartbeat.WorkRevision)
                    {
                        workAlarm.Ring();
                    }
                }
                else if (answer.Problem?.Status == NotFound)
                {
                    offers.Again();
                }
            }
            else
            {
                rest = AgentLimits.FirstPause;
            }

            await Task.Delay(rest, time, cancellation);
        }
    }

    private async Task PullAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (link.IsOffered)
            {
                ApiAnswer<WorkView> answer = await client.WorkAsync(offer, cancellation);
                link.Note(answer);
                if (answer.Value is { } view)
                {
                    if (revision != view.Revision)
                    {
                        log.Info("work.taken", ("revision", view.Revision), ("vpxis", view.Vpxis.Count));
                    }

                    revision = view.Revision;
                    work.Apply(view);
                }
            }

            await workAlarm.WaitAsync(link.IsOffered ? poll : AgentLimits.FirstPause, cancellation);
        }
    }

    private async Task ListsAsync(CancellationToken cancellation)
    {
        while (true)
        {
            ApiAnswer<RevocationView> answer = await client.RevocationsAsync(cancellation: cancellation);
            if (answer.Value is { } list && Keep(list))
            {
                log.Info("revocations.taken", ("list", list.Id));
                work.Look();
            }

            await listAlarm.WaitAsync(poll, cancellation);
        }
    }

    private bool Keep(RevocationView list)
    {
        try
        {
            return revocations.Replace(list.Sequence);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            log.Warn("revocations.lost", ("detail", failure.Message));
            return false;
        }
    }

    private async Task ListenAsync(CancellationToken cancellation)
    {
        long? cursor = null;
        int failures = 0;
        while (true)
        {
            if (link.IsOffered)
            {
                await foreach (EventView happened in client.EventsAsync(cursor, cancellation))
                {
                    failures = 0;
                    cursor = happened.Cursor;
                    Hear(happened);
                }

                failures++;
            }

            await Task.Delay(AgentLimits.PauseAfter(Math.Max(failures, 1)), time, cancellation);
            workAlarm.Ring(); // Something may have been said while nobody listened.
            listAlarm.Ring();
        }
    }

    private void Hear(EventView happened)
    {
        switch (happened.Name)
        {
            case "work.changed":
                workAlarm.Ring();
                break;
            case "revocations.changed":
                listAlarm.Ring();
                break;
            default:
                break;
        }
    }
}
