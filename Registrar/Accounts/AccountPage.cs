namespace HiperNet.Registrar.Accounts;

/// <summary>A part of the list of accounts.</summary>
/// <param name="Items">The part.</param>
/// <param name="Next">What to ask the next part after; null if this is the last one.</param>
public sealed record AccountPage(IReadOnlyList<AccountRecord> Items, string? Next);
