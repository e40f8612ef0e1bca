namespace HiperNet.Agent.Discovery;

/// <summary>A network device of this machine.</summary>
/// <param name="Name">The kernel's name.</param>
/// <param name="Bits">How fast it is, in bits a second; null if it does not say.</param>
/// <param name="IsUp">Whether it can carry packets now.</param>
internal sealed record NetworkDevice(string Name, long? Bits, bool IsUp);
