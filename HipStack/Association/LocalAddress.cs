using System.Net;

namespace HiperNet.HipStack.Association;

/// <summary>One of our addresses, the best first in a list of them.</summary>
/// <param name="Address">The address.</param>
/// <param name="PrefixLength">The length of its network's prefix, in bits.</param>
public sealed record LocalAddress(IPAddress Address, int PrefixLength);
