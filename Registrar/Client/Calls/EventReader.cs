using System.Net.ServerSentEvents;
using System.Text.Json;
using HiperNet.Registrar.Client.Contracts;

namespace HiperNet.Registrar.Client.Calls;

/// <summary>Reads events until there are no more; a connection that breaks or tells no events is an end.</summary>
internal sealed class EventReader(SseParser<EventView?> parser, CancellationToken cancellation) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<SseItem<EventView?>> items =
        parser.EnumerateAsync(cancellation).GetAsyncEnumerator(cancellation);

    /// <summary>The next event; null at the end.</summary>
    public async ValueTask<EventView?> NextAsync()
    {
        try
        {
            while (await items.MoveNextAsync())
            {
                if (items.Current.Data is { } one)
                {
                    return one;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or JsonException)
        {
            // What was missed is asked for after the last cursor.
        }

        return null;
    }

    public ValueTask DisposeAsync() => items.DisposeAsync();
}
