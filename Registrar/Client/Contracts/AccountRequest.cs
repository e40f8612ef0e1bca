namespace HiperNet.Registrar.Client.Contracts;

/// <summary>Asks for an account. The request is signed by the key that it is for.</summary>
/// <param name="Key">The public key, canonical.</param>
/// <param name="Name">Who it is.</param>
/// <param name="Organisation">For whom they work.</param>
/// <param name="Contact">How they are reached.</param>
/// <param name="Acceptance">A sequence in which the key grants the registrar <c>(agreed HASH)</c>, canonical.</param>
/// <param name="Invitation">The token of an invitation; null if an administrator shall decide.</param>
public sealed record AccountRequest(
    ReadOnlyMemory<byte> Key,
    string Name,
    string Organisation,
    string Contact,
    ReadOnlyMemory<byte> Acceptance,
    string? Invitation);
