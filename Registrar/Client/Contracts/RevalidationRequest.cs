namespace HiperNet.Registrar.Client.Contracts;

/// <summary>Asks whether a certificate is still good, for once.</summary>
/// <param name="Certificate">Its SHA-256, in hexadecimal.</param>
/// <param name="Nonce">16 to 64 random octets.</param>
public sealed record RevalidationRequest(string Certificate, ReadOnlyMemory<byte> Nonce);
