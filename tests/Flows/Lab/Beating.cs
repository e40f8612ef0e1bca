using HiperNet.Registrar.Client.Contracts;

namespace HiperNet.Flows.Tests.Lab;

/// <summary>An agent that says again and again that its offer is there, until it is disposed of.</summary>
internal sealed class Beating : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private readonly CancellationTokenSource end = new();
    private readonly TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task running;

    public Beating(Person agent, string offer) => running = RunAsync(agent, offer);

    /// <summary>Waits until it was heard once.</summary>
    public Task FirstAsync() => first.Task;

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await running;
        end.Dispose();
    }

    private async Task RunAsync(Person agent, string offer)
    {
        while (!end.IsCancellationRequested)
        {
            if ((await agent.Client.HeartbeatAsync(offer)).Value is Heartbeat)
            {
                first.TrySetResult();
            }

            await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
        }
    }
}
