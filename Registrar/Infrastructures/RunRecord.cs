namespace HiperNet.Registrar.Infrastructures;

/// <summary>What is wanted of an infrastructure.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Owner">The principal of who asked for it, in hexadecimal.</param>
/// <param name="OwnerKey">The owner's public key, canonical.</param>
/// <param name="Wanted">What is wanted.</param>
/// <param name="Replan">Whether it is planned again if a resource of it disappears.</param>
/// <param name="Offers">The offers that its nodes are on, once it is provisioned.</param>
/// <param name="Agents">The principals of who offers these, in hexadecimal.</param>
/// <param name="Due">When its certificates are to be issued anew, in seconds since 1970; 0 for never.</param>
/// <param name="End">The end of its window once it is provisioned, in seconds since 1970; 0 before.</param>
/// <param name="Warned">Of which time before its end the owner was told last, in seconds; 0 for none.</param>
internal sealed record RunRecord(
    string Id,
    string Owner,
    ReadOnlyMemory<byte> OwnerKey,
    Wanted Wanted,
    bool Replan,
    IReadOnlyList<string> Offers,
    IReadOnlyList<string> Agents,
    long Due,
    long End,
    long Warned)
{
    /// <summary>Its silent offers, of which the owner was told.</summary>
    public IReadOnlyList<string> Degraded { get; init; } = [];

    /// <summary>Whether what was granted on resources that it has left is still to be revoked.</summary>
    public bool HasMoved { get; init; }

    /// <summary>Null if it is this registrar's own; otherwise that it is a part of another one's.</summary>
    public TransferTerms? Transfer { get; init; }
}
