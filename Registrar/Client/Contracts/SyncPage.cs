namespace HiperNet.Registrar.Client.Contracts;

/// <summary>What a registrar tells others of its offers, in the order of its changes.</summary>
/// <param name="Items">The changes; of an offer only the last one.</param>
/// <param name="Next">What to ask after to go on.</param>
/// <param name="HasMore">Whether there is more at once.</param>
/// <param name="Revision">
/// Where the registrar is. One that is below a cursor has lost what it had: who has the cursor begins anew.
/// </param>
public sealed record SyncPage(IReadOnlyList<SyncItem> Items, long Next, bool HasMore, long Revision);
