namespace HiperNet.Registrar.Client.Signatures;

/// <summary>A member of a dictionary: an item, or an inner list of items.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Item">The item; null if it is a list.</param>
/// <param name="List">The items of the list; null if it is an item.</param>
/// <param name="Parameters">The parameters of the item or list.</param>
internal sealed record SfMember(
    string Key, SfBare? Item, IReadOnlyList<SfItem>? List, IReadOnlyList<SfParameter> Parameters);
