using System.Net;
using System.Net.Http.Headers;

namespace HiperNet.Registrar.State;

/// <summary>A body that knows whether anybody has begun to send it. Until then nothing can have been done.</summary>
internal sealed class RequestBody : HttpContent
{
    private readonly ReadOnlyMemory<byte> octets;
    private volatile bool isBegun;

    public RequestBody(ReadOnlyMemory<byte> octets)
    {
        this.octets = octets;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    /// <summary>Whether a part of it may have left.</summary>
    public bool IsBegun => isBegun;

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = octets.Length;
        return true;
    }

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        isBegun = true;
        await stream.WriteAsync(octets, cancellationToken);
    }
}
