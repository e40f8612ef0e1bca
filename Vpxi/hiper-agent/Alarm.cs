namespace HiperNet.Agent;

/// <summary>Wakes one loop: now, or at an instant. A call while it is awake counts.</summary>
internal sealed class Alarm(TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim calls = new(0, 1);
    private readonly Lock gate = new();

    /// <summary>Wakes the loop.</summary>
    public void Ring()
    {
        lock (gate)
        {
            if (calls.CurrentCount == 0)
            {
                calls.Release();
            }
        }
    }

    /// <summary>Waits for a call, but not longer than so.</summary>
    /// <exception cref="OperationCanceledException">The loop is to end.</exception>
    public async Task WaitAsync(TimeSpan most, CancellationToken cancellation)
    {
        if (most <= TimeSpan.Zero)
        {
            cancellation.ThrowIfCancellationRequested();
            return;
        }

        using CancellationTokenSource rest = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task late = Task.Delay(most, time, rest.Token);
        Task call = calls.WaitAsync(rest.Token);
        Task first = await Task.WhenAny(call, late);
        await rest.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
        if (first != call && call.IsCompletedSuccessfully)
        {
            Ring(); // A call that came in the same moment is not lost.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => calls.Dispose();
}
