using System.Text;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Tests.State.Lab;

/// <summary>Small things that tests of the store do often.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static EtcdClient ClientOf(EtcdEndpoint endpoint, TimeSpan? time = null) =>
        new(new EtcdOptions { Endpoints = [endpoint], RequestTime = time ?? TimeSpan.FromSeconds(10) });

    /// <summary>Waits until a member answers.</summary>
    public static async Task ReadyAsync(EtcdClient client, CancellationToken cancellation)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        while ((await client.RangeAsync(new RangeQuery(KeyRange.Single("x")), patience.Token)).Fault
            is StateFault.Unavailable or StateFault.BadAnswer)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        }
    }

    /// <summary>Waits until something is so.</summary>
    public static async Task UntilAsync(Func<bool> condition, CancellationToken cancellation)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }
    }

    /// <summary>The value, or a failed test that says why there is none.</summary>
    public static T Must<T>(StateResult<T> result)
        where T : class => result.IsDone
            ? result.Value
            : throw new AssertFailedException($"{result.Fault}: {result.Detail}");

    /// <summary>Reads a watch until enough events have come.</summary>
    public static async Task<List<WatchBatch>> TakeAsync(
        IAsyncEnumerable<WatchBatch> watch, int events, CancellationToken cancellation)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        List<WatchBatch> batches = [];
        await foreach (WatchBatch batch in watch.WithCancellation(patience.Token))
        {
            batches.Add(batch);
            if (batches.Sum(one => one.Events.Count) >= events)
            {
                break;
            }
        }

        return batches;
    }
}
