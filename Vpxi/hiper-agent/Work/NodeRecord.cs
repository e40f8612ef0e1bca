namespace HiperNet.Agent.Work;

/// <summary>What is kept of a node from before it is started until nothing is left of it.</summary>
/// <param name="Vpxi">Its infrastructure.</param>
/// <param name="Node">Its name there.</param>
/// <param name="Element">The resource that it is on.</param>
/// <param name="Plan">The name of its deployment plan.</param>
/// <param name="Number">Which pair of addresses it has.</param>
/// <param name="End">The first second after its window, in seconds since 1970-01-01T00:00:00Z.</param>
internal sealed record NodeRecord(string Vpxi, string Node, string Element, string Plan, int Number, long End);
