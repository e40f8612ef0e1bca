namespace HiperNet.Agent.Work;

/// <summary>What a node does, as it was last seen.</summary>
/// <param name="Vpxi">Its infrastructure.</param>
/// <param name="Node">Its name there.</param>
/// <param name="Element">The resource that it is on.</param>
/// <param name="State">waiting, starting, running, suspended, ended or failed.</param>
/// <param name="Detail">What went wrong, in words; null if nothing did.</param>
/// <param name="Hit">Its Host Identity Tag; null until it has a key.</param>
/// <param name="Address">Its address in the underlay.</param>
/// <param name="End">The first second after its window, in seconds since 1970-01-01T00:00:00Z.</param>
/// <param name="IsReported">Whether the registrar knows all of this.</param>
internal sealed record NodeSnapshot(
    string Vpxi,
    string Node,
    string Element,
    string State,
    string? Detail,
    string? Hit,
    string Address,
    long End,
    bool IsReported);
