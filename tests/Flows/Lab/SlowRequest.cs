using System.Globalization;

namespace HiperNet.Flows.Tests.Lab;

/// <summary>A request of which the last octet of the content is kept back.</summary>
internal sealed class SlowRequest : IDisposable
{
    private readonly Wire wire;
    private readonly byte[] rest;

    private SlowRequest(Wire wire, byte[] rest) => (this.wire, this.rest) = (wire, rest);

    /// <summary>Sends all but the end.</summary>
    public static async Task<SlowRequest> BeginAsync(
        RegistrarProcess registrar, Person person, string method, string path, byte[] content)
    {
        RawRequest request = new(method, path) { Content = content, Signer = person.Key };
        Wire opened = await Wire.OpenAsync(registrar.Address);
        string framing = string.Create(
            CultureInfo.InvariantCulture, $"connection: close\r\ncontent-length: {content.Length}");
        await opened.SendAsync(request.Head(registrar.Address.Authority, framing, registrar.Principal));
        await opened.SendAsync(content.AsMemory(0, content.Length - 1));
        return new SlowRequest(opened, content[^1..]);
    }

    /// <summary>Sends the end.</summary>
    /// <returns>The answer.</returns>
    public async Task<string> FinishAsync()
    {
        await wire.SendAsync(rest);
        return await wire.EndAsync();
    }

    public void Dispose() => wire.Dispose();
}
