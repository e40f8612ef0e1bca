namespace HiperNet.Registrar.Client.Contracts;

/// <summary>What a registrar says of itself to everybody.</summary>
/// <param name="Name">The name of its space, the first argument of <c>(registry NAME ...)</c>.</param>
/// <param name="Principal">Its principal, in hexadecimal; the key of its TLS certificate is this key.</param>
/// <param name="Key">Its public key, canonical.</param>
/// <param name="Agreement">The SHA-256 of the good-use agreement, in hexadecimal; null if there is none yet.</param>
/// <param name="Now">Its clock, in seconds since 1970-01-01T00:00:00Z.</param>
public sealed record RegistrarInfo(
    string Name,
    string Principal,
    ReadOnlyMemory<byte> Key,
    string? Agreement,
    long Now);
