using System.Diagnostics.CodeAnalysis;
using HiperNet.HipStack.Control;

namespace HiperNet.Hipd.Control;

/// <summary>One caller: reads requests and answers them, one at a time.</summary>
/// <param name="stream">The connection; it stays the creator's.</param>
/// <param name="access">What the caller may ask for.</param>
/// <param name="daemon">Answers.</param>
/// <param name="options">Times, and where failures are told.</param>
internal sealed class ControlConnection(
    Stream stream, ControlAccess access, IDaemonControl daemon, ControlServerOptions options)
{
    private readonly LineReader lines = new(stream, ControlLimits.MaxRequest);

    /// <summary>Serves until the caller leaves, or has to.</summary>
    /// <exception cref="IOException">The caller has gone.</exception>
    /// <exception cref="OperationCanceledException">The caller is too slow, or the daemon ends.</exception>
    public async Task RunAsync(CancellationToken ending)
    {
        while (true)
        {
            LineEnd end = await WithinAsync(options.RequestTimeout, lines.ReadAsync, ending);
            if (end != LineEnd.Line)
            {
                if (end == LineEnd.TooLong)
                {
                    await FailAsync(ControlFault.TooLarge, "a request has at most 1 MiB", ending);
                }

                return;
            }

            if (!ControlCodec.TryDecode(lines.Line.Span, out ControlRequest? request, out ControlFault fault))
            {
                await FailAsync(fault, Why(fault), ending);
            }
            else if (ControlAnswers.IsEndless(request))
            {
                await StreamAsync(request, ending);
                return;
            }
            else
            {
                await AnswerAsync(request, ending);
            }
        }
    }

    private static string Why(ControlFault fault) => fault switch
    {
        ControlFault.UnknownVerb => "hipd does not know this verb",
        ControlFault.UnsupportedVersion => $"hipd speaks version {ControlLimits.Version}",
        _ => "the request is not what it should be",
    };

    private static async Task<T> WithinAsync<T>(
        TimeProvider time, TimeSpan limit, Func<CancellationToken, ValueTask<T>> act, CancellationToken ending)
    {
        using CancellationTokenSource late = new(limit, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, ending);
        return await act(either.Token);
    }

    private Task<T> WithinAsync<T>(
        TimeSpan limit, Func<CancellationToken, ValueTask<T>> act, CancellationToken ending) =>
        WithinAsync(options.Time, limit, act, ending);

    /// <summary>An answer without an end, which ends when the caller writes anything or leaves.</summary>
    private async Task StreamAsync(ControlRequest request, CancellationToken ending)
    {
        using CancellationTokenSource leaving = CancellationTokenSource.CreateLinkedTokenSource(ending);
        Task answering = AnswerAsync(request, leaving.Token);
        Task watching = WatchAsync(leaving.Token);
        await Task.WhenAny(answering, watching);
        await leaving.CancelAsync();
        await watching;
        await answering;
    }

    private async Task WatchAsync(CancellationToken leaving)
    {
        try
        {
            await lines.ReadAsync(leaving);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // It has gone, or the answer is complete.
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "A failing answer must not take the daemon with it.")]
    private async Task AnswerAsync(ControlRequest request, CancellationToken cancellation)
    {
        ControlAnswer last = ControlAnswers.Done(options.Time);
        IAsyncEnumerator<ControlAnswer> items =
            ControlAnswers.Of(request, access, daemon, cancellation).GetAsyncEnumerator(cancellation);
        await using (items)
        {
            bool more = true;
            while (more)
            {
                try
                {
                    more = await items.MoveNextAsync();
                }
                catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
                {
                    return;
                }
                catch (ControlException exception)
                {
                    (more, last) = (false, ControlAnswers.Failed(exception.Fault, exception.Message, options.Time));
                }
                catch (Exception exception)
                {
                    options.Log($"control: {ControlWord.Of(request.Verb)}: {exception}");
                    last = ControlAnswers.Failed(ControlFault.Internal, "hipd failed; its log says more", options.Time);
                    more = false;
                }

                if (more)
                {
                    await SendAsync(items.Current, cancellation);
                }
            }
        }

        await SendAsync(last with { Now = options.Time.GetUtcNow() }, cancellation);
    }

    private Task FailAsync(ControlFault fault, string why, CancellationToken ending) =>
        SendAsync(ControlAnswers.Failed(fault, why, options.Time), ending);

    private async Task SendAsync(ControlAnswer answer, CancellationToken cancellation)
    {
        byte[] line = ControlCodec.Encode(answer);
        if (line.Length > ControlLimits.MaxAnswer)
        {
            throw new InvalidDataException($"an answer has {line.Length} octets");
        }

        await WithinAsync(
            options.SendTimeout,
            async token =>
            {
                await stream.WriteAsync(line, token);
                return true;
            },
            cancellation);
    }
}
