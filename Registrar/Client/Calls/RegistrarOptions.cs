using HiperNet.Registrar.Client.Signatures;

namespace HiperNet.Registrar.Client.Calls;

/// <summary>Which registrar is talked to, by whom.</summary>
/// <param name="Registrar">Its principal, in lower-case hexadecimal.</param>
/// <param name="Servers">The addresses of its replicas, such as https://registrar.example:8443; at least one.</param>
/// <param name="Signer">The key that signs requests.</param>
/// <param name="Key">The public key of the signer, canonical.</param>
/// <param name="IsServerKey">
/// Whether a DER SubjectPublicKeyInfo is the registrar's key: the one that its TLS certificate must hold.
/// </param>
public sealed record RegistrarOptions(
    string Registrar,
    IReadOnlyList<Uri> Servers,
    IMessageSigner Signer,
    ReadOnlyMemory<byte> Key,
    Func<ReadOnlyMemory<byte>, bool> IsServerKey)
{
    /// <summary>How long one try may take.</summary>
    public TimeSpan RequestTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a request is sent at most, if nobody answers.</summary>
    public int Tries { get; init; } = 4;

    /// <summary>How long is waited at most before it is sent again; it doubles.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
