using System.Security.Cryptography;

namespace HiperNet.Registrar.Client.Calls;

/// <summary>A request that is to be signed and sent, as often as it takes.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path and query, below the server's address.</param>
internal sealed record ApiCall(HttpMethod Method, string Path)
{
    /// <summary>The content; null for none.</summary>
    public ReadOnlyMemory<byte>? Content { get; init; }

    /// <summary>Certificates that give the signer rights; null for those that the registrar keeps.</summary>
    public ReadOnlyMemory<byte>? Certificates { get; init; }

    /// <summary>What makes it one request, however often it is sent.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>A request that changes nothing.</summary>
    public static ApiCall Get(string path) => new(HttpMethod.Get, path);

    /// <summary>A request that changes something, once.</summary>
    public static ApiCall Once(HttpMethod method, string path) =>
        new(method, path) { IdempotencyKey = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) };
}
