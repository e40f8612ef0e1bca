namespace HiperNet.Registrar.Client.Contracts;

/// <summary>An account.</summary>
/// <param name="Principal">Whose, in hexadecimal.</param>
/// <param name="Key">The public key, canonical.</param>
/// <param name="Name">Who it is.</param>
/// <param name="Organisation">For whom they work.</param>
/// <param name="Contact">How they are reached.</param>
/// <param name="State">pending, active or suspended.</param>
/// <param name="Since">When it was made, in seconds since 1970-01-01T00:00:00Z.</param>
/// <param name="DecidedBy">The principal of who decided last; null if nobody has.</param>
public sealed record AccountView(
    string Principal,
    ReadOnlyMemory<byte> Key,
    string Name,
    string Organisation,
    string Contact,
    string State,
    long Since,
    string? DecidedBy);
