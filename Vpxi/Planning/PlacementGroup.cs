namespace HiperNet.Vpxi.Planning;

/// <summary>Virtual nodes that are to be kept apart or together.</summary>
/// <param name="Kind">Which of the two.</param>
/// <param name="Members">The indices of the virtual nodes.</param>
/// <param name="Zones">
/// The zone of each resource, from 0, such as its rack or its site; null if every resource is a zone of its own. Only
/// for <see cref="GroupKind.Apart"/>.
/// </param>
public sealed record PlacementGroup(
    GroupKind Kind, ReadOnlyMemory<int> Members, ReadOnlyMemory<int>? Zones = null);
