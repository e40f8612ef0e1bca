namespace HiperNet.Agent.Discovery;

/// <summary>A part of the machine that is offered: a virtual resource.</summary>
/// <param name="Element">Its name in the offer's document.</param>
/// <param name="Cores">Processors.</param>
/// <param name="MemoryBytes">Memory, in octets.</param>
/// <param name="StorageBytes">What a node of it may write, in octets; 0: not offered.</param>
internal sealed record Slot(string Element, long Cores, long MemoryBytes, long StorageBytes);
