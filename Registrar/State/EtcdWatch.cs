using System.Runtime.CompilerServices;
using System.Text.Json;

namespace HiperNet.Registrar.State;

/// <summary>
/// A watch that goes on at another member when one fails, from the revision behind the last that was told. Revisions
/// are told whole: of a fragment, the events of its last revision wait for the next one.
/// </summary>
internal sealed class EtcdWatch(EtcdCaller caller, WatchQuery query)
{
    private readonly List<WatchEvent> waiting = [];
    private long next = query.StartRevision;
    private string? token;
    private int step;
    private bool isBegun;

    /// <summary>Tells until the token says stop, or a batch has a fault.</summary>
    public async IAsyncEnumerable<WatchBatch> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        TimeSpan pause = EtcdLimits.RoundPause;
        int failures = 0;
        while (true)
        {
            bool told = false;
            await foreach (WatchBatch batch in OnceAsync(cancellation))
            {
                told = true;
                yield return batch;
                if (batch.Fault != StateFault.None)
                {
                    yield break;
                }
            }

            failures = told ? 0 : failures + 1;
            pause = told ? EtcdLimits.RoundPause : pause;
            waiting.Clear();
            step++;
            if (failures % caller.Count == 0)
            {
                await Task.Delay(pause, caller.Time, cancellation);
                pause = pause * 2 > EtcdLimits.WatchPause ? EtcdLimits.WatchPause : pause * 2;
            }
        }
    }

    /// <summary>Tells what one member says, until it fails.</summary>
    private async IAsyncEnumerable<WatchBatch> OnceAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        (HttpResponseMessage? response, WatchBatch? refused) = await OpenAsync(cancellation);
        using HttpResponseMessage? disposed = response;
        if (response is null)
        {
            if (refused is not null)
            {
                yield return refused;
            }

            yield break;
        }

        await using Stream stream = await response.Content.ReadAsStreamAsync(cancellation);
        LineReader lines = new(stream, EtcdLimits.AnswerOctets);
        while (await LineAsync(lines, cancellation) is { } line)
        {
            WatchBatch? batch = Take(line);
            if (batch is not null)
            {
                yield return batch;
            }

            if (line.IsCanceled)
            {
                yield break;
            }
        }
    }

    private async Task<(HttpResponseMessage? Response, WatchBatch? Refused)> OpenAsync(CancellationToken cancellation)
    {
        using CancellationTokenSource late = new(EtcdLimits.RequestTime, caller.Time);
        using CancellationTokenSource either =
            CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            EtcdConnection connection = caller.At(step);
            (token, StateFault fault, _) = await caller.Tokens.GetAsync(connection, either.Token);
            if (fault != StateFault.None)
            {
                return (null, fault == StateFault.Unauthenticated ? Over(StateFault.Denied) : null);
            }

            (HttpResponseMessage? response, Attempt? failure) = await connection.OpenAsync(
                "/v3/watch", EtcdRequests.Watch(query, next), token, either.Token);
            if (failure is { End: AttemptEnd.Answered })
            {
                fault = EtcdFaults.Of(failure.Status, failure.Body, writes: false).Fault;
                return (null, Refusal(fault));
            }

            return (response, null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, null);
        }
    }

    /// <summary>The next line; null if the stream is at its end, silent for too long, or not etcd's.</summary>
    private async Task<WatchLine?> LineAsync(LineReader lines, CancellationToken cancellation)
    {
        using CancellationTokenSource silence = new(EtcdLimits.WatchSilence, caller.Time);
        using CancellationTokenSource either =
            CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellation);
        try
        {
            if (await lines.ReadAsync(either.Token) is not { } octets)
            {
                return null;
            }

            using JsonDocument? document = JsonFields.Parse(octets);
            return document is null ? null : EtcdAnswers.Watch(document.RootElement);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            return null;
        }
    }

    private WatchBatch? Take(WatchLine line)
    {
        if (line.CompactRevision > 0)
        {
            return Over(StateFault.Compacted, line.CompactRevision);
        }

        if (line.IsCanceled)
        {
            return Refusal(EtcdFaults.OfWatch(line.Reason));
        }

        if (line.IsCreated)
        {
            next = next == 0 ? line.Revision + 1 : next;
            return Begun();
        }

        // A member that is asked again may repeat what was told before.
        waiting.AddRange(line.Events.Where(one => one.Item.ModRevision >= next));
        if (waiting.Count > EtcdLimits.WaitingEvents)
        {
            return Over(StateFault.TooLarge);
        }

        long last = LastWhole(line);
        if (last < next)
        {
            return null;
        }

        WatchEvent[] events = [.. waiting.TakeWhile(one => one.Item.ModRevision <= last)];
        waiting.RemoveRange(0, events.Length);
        next = last + 1;
        return new WatchBatch(last, events);
    }

    /// <summary>
    /// The last revision that is known to its end. With events, the revision of the header says nothing: a watch that
    /// catches up has the newest one there, long before it comes to it.
    /// </summary>
    private long LastWhole(WatchLine line)
    {
        if (waiting.Count == 0)
        {
            return line.IsFragment || line.Events.Count > 0 ? next - 1 : line.Revision;
        }

        long last = waiting[^1].Item.ModRevision;
        return line.IsFragment ? last - 1 : last;
    }

    /// <summary>The first sign of life is told once, whichever member gives it.</summary>
    private WatchBatch? Begun()
    {
        WatchBatch? sign = isBegun ? null : new WatchBatch(next - 1, []);
        isBegun = true;
        return sign;
    }

    private WatchBatch? Refusal(StateFault fault)
    {
        if (fault == StateFault.Unauthenticated && caller.Tokens.IsNeeded)
        {
            // The token that the watch began with has ended; the next attempt gets a new one.
            caller.Tokens.Forget(token);
            return null;
        }

        return fault is StateFault.Unavailable or StateFault.BadAnswer or StateFault.None ? null : Over(fault);
    }

    private WatchBatch Over(StateFault fault, long compacted = 0) =>
        new(Math.Max(next - 1, 0), [], fault, compacted);
}
