namespace HiperNet.Registrar.Client.Contracts;

/// <summary>What a node needs to take part.</summary>
/// <param name="Certificates">Sequences in which the registrar grants the node's key <c>(net VPXI)</c>.</param>
public sealed record NodeAnswer(IReadOnlyList<ReadOnlyMemory<byte>> Certificates);
