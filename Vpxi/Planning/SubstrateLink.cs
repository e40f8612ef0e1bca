namespace HiperNet.Vpxi.Planning;

/// <summary>A physical link. Units are the caller's, the same for every link of a substrate.</summary>
/// <param name="From">The index of the node at its one end.</param>
/// <param name="To">The index of the node at its other end, which is another one.</param>
/// <param name="Forward">The bandwidth from the one end to the other; of both ways if shared.</param>
/// <param name="Reverse">The bandwidth the other way; the same number if shared.</param>
/// <param name="Shared">Whether both ways draw on the same bandwidth.</param>
/// <param name="Latency">One way; not negative.</param>
/// <param name="Price">What one unit of bandwidth costs; not negative.</param>
public readonly record struct SubstrateLink(
    int From, int To, long Forward, long Reverse, bool Shared = false, long Latency = 0, long Price = 1);
