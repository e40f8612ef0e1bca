namespace HiperNet.Registrar.State;

/// <summary>A change of a key.</summary>
/// <param name="IsDelete">Whether the key was deleted, and not written.</param>
/// <param name="Item">The key after it; for a deletion the key and the revision alone.</param>
/// <param name="Previous">What was there before, if that was asked for and is known.</param>
public sealed record WatchEvent(bool IsDelete, KeyValue Item, KeyValue? Previous);
