namespace HiperNet.Agent.Discovery;

/// <summary>A disk of this machine.</summary>
/// <param name="Name">The kernel's name.</param>
/// <param name="Bytes">Its size in octets.</param>
/// <param name="Rotates">Whether it is one that turns; null if the kernel does not say.</param>
internal sealed record Disk(string Name, long Bytes, bool? Rotates);
