namespace HiperNet.Registrar.State;

/// <summary>
/// Sends requests to a cluster. A request goes to another member only if it changes nothing, or if it is certain that
/// nothing was done with it.
/// </summary>
internal sealed class EtcdCaller : IDisposable
{
    private readonly EtcdOptions options;
    private readonly EtcdConnection[] connections;
    private int current;

    public EtcdCaller(EtcdOptions options)
    {
        if (options.Endpoints.Count == 0)
        {
            throw new ArgumentException("A cluster has at least one endpoint.", nameof(options));
        }

        this.options = options;
        connections = [.. options.Endpoints.Select(endpoint => new EtcdConnection(endpoint, options))];
        Tokens = new EtcdTokens(options);
    }

    /// <summary>The user's token.</summary>
    public EtcdTokens Tokens { get; }

    /// <summary>How many endpoints there are.</summary>
    public int Count => connections.Length;

    /// <summary>The clock.</summary>
    public TimeProvider Time => options.Time;

    /// <summary>The member that works, and others behind it, by how often the search went on.</summary>
    public EtcdConnection At(int step) => connections[Index(step)];

    /// <summary>Stays with the member that <paramref name="step"/> led to.</summary>
    public void Stay(int step) => Volatile.Write(ref current, Index(step));

    /// <summary>Sends a request until it is answered, certain to be refused, or late.</summary>
    /// <exception cref="OperationCanceledException">
    /// The token says so; of a write, the outcome is open then.
    /// </exception>
    public async Task<StateResult<T>> CallAsync<T>(EtcdCall<T> call, CancellationToken cancellation)
        where T : class
    {
        using CancellationTokenSource deadline = new(options.RequestTime, options.Time);
        using CancellationTokenSource late =
            CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        StateResult<T> result = StateResult<T>.Failed(StateFault.Unavailable, "no endpoint answers");
        bool renewed = false;
        int start = Volatile.Read(ref current);
        for (int step = 0; ; step++)
        {
            StateResult<T>? next = await AttemptAsync(start + step, call, cancellation, late.Token);
            result = next ?? result;
            if (result.Fault == StateFault.Unauthenticated && Tokens.IsNeeded && !renewed)
            {
                // The token has lived long enough: once more, with a new one, to the same member.
                renewed = true;
                step--;
                continue;
            }

            if (result.Fault != StateFault.Unavailable || late.IsCancellationRequested)
            {
                return result;
            }

            if ((step + 1) % Count == 0 && !await PauseAsync(cancellation, late.Token))
            {
                return result;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (EtcdConnection connection in connections)
        {
            connection.Dispose();
        }
    }

    private int Index(int step) => (int)((uint)step % (uint)connections.Length);

    private async Task<StateResult<T>?> AttemptAsync<T>(
        int step, EtcdCall<T> call, CancellationToken cancellation, CancellationToken late)
        where T : class
    {
        // A read that hangs is asked elsewhere; a write must be waited for, for its outcome would be open.
        using CancellationTokenSource attempt = new(
            call.Writes || Count == 1 ? Timeout.InfiniteTimeSpan : EtcdLimits.ReadAttemptTime, options.Time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(attempt.Token, late);
        using RequestBody body = new(call.Body);
        try
        {
            EtcdConnection connection = At(step);
            (string? token, StateFault fault, string detail) = await Tokens.GetAsync(connection, either.Token);
            if (fault != StateFault.None)
            {
                return StateResult<T>.Failed(fault == StateFault.Unauthenticated ? StateFault.Denied : fault, detail);
            }

            Attempt answer = await connection.SendAsync(call.Path, body, call.NeedsLeader, token, either.Token);
            StateResult<T> result = EtcdJudge.Of(answer, call);
            if (result.Fault == StateFault.Unauthenticated)
            {
                Tokens.Forget(token);
            }
            else if (result.IsDone)
            {
                Stay(step);
            }

            return result;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Why the attempts before it failed says more than that there is no more time.
            return call.Writes && body.IsBegun
                ? StateResult<T>.Failed(StateFault.UnknownOutcome, "no answer in time")
                : null;
        }
    }

    private async Task<bool> PauseAsync(CancellationToken cancellation, CancellationToken late)
    {
        try
        {
            await Task.Delay(EtcdLimits.RoundPause, options.Time, late);
            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
