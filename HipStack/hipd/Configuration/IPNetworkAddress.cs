using System.Net;

namespace HiperNet.Hipd.Configuration;

/// <summary>An address with the length of its network's prefix.</summary>
/// <param name="Address">The address.</param>
/// <param name="PrefixLength">The length, in bits.</param>
internal sealed record IPNetworkAddress(IPAddress Address, int PrefixLength);
