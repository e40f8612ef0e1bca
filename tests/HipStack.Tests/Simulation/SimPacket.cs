namespace HiperNet.HipStack.Tests.Simulation;

/// <summary>What is on its way: a HIP packet, or data under an SPI with the keys that protect it.</summary>
/// <param name="From">Who sent it.</param>
/// <param name="Path">Which way, as its receiver will see it reversed.</param>
/// <param name="Octets">The HIP packet; null for data.</param>
/// <param name="Spi">The SPI of data.</param>
/// <param name="Keys">The keys of data, as text.</param>
/// <param name="Sequence">The sequence number of data.</param>
internal sealed record SimPacket(
    SimNode From, HipStack.Association.Path Path, byte[]? Octets, uint Spi = 0, string Keys = "", long Sequence = 0);
