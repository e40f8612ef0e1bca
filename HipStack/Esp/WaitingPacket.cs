namespace HiperNet.HipStack.Esp;

/// <summary>A packet that waits.</summary>
/// <param name="Pair">The HITs that it is between.</param>
/// <param name="Octets">The IP packet.</param>
internal readonly record struct WaitingPacket(HitPair Pair, byte[] Octets);
