using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Events;

namespace HiperNet.Registrar.Tests.Events;

/// <summary>One who follows events, asks for so many of them, and can come back later.</summary>
internal sealed class Follower(EventBook book, string audience, long? after, CancellationToken stop)
    : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
    private IAsyncEnumerator<EventView>? events;

    /// <summary>What was told so far.</summary>
    public List<EventView> Told { get; } = [];

    public long? Cursor => Told.Count == 0 ? after : Told[^1].Cursor;

    public IEnumerable<string> Objects => Told.Select(one => one.Object);

    /// <summary>Waits for the next events.</summary>
    public async Task TakeAsync(int count)
    {
        patience.CancelAfter(Patience);
        events ??= book.FollowAsync(audience, Cursor, patience.Token).GetAsyncEnumerator(patience.Token);
        for (int i = 0; i < count; i++)
        {
            Assert.IsTrue(await events.MoveNextAsync(), "the events have ended");
            Told.Add(events.Current);
        }
    }

    /// <summary>Ends the stream; the next event is asked for after the last cursor.</summary>
    public async Task LeaveAsync()
    {
        await (events?.DisposeAsync() ?? ValueTask.CompletedTask);
        events = null;
    }

    public async ValueTask DisposeAsync()
    {
        await LeaveAsync();
        patience.Dispose();
    }
}
