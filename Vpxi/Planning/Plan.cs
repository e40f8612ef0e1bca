namespace HiperNet.Vpxi.Planning;

/// <summary>Where everything of a request is to be.</summary>
/// <param name="Hosts">For each virtual node its resource.</param>
/// <param name="Paths">
/// For each virtual link the indices of the physical links of its path, in order from the resource of its
/// <see cref="VirtualLink.From"/>; none if both of its ends are on one resource.
/// </param>
/// <param name="Cost">
/// The demands times the prices of their resources, and for each physical link of each path its price times the
/// bandwidth of both directions.
/// </param>
public sealed record Plan(IReadOnlyList<int> Hosts, IReadOnlyList<IReadOnlyList<int>> Paths, Int128 Cost);
