using System.Net;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Identity;
using HiperNet.Spki.Keys;

namespace HiperNet.Hipd.Configuration;

/// <summary>One of our identities, loaded: one key with its two names.</summary>
/// <param name="Key">The key for HIP.</param>
/// <param name="Public">The same key for SPKI.</param>
/// <param name="Ipv4">Our address in a VPXI's IPv4 range, or null.</param>
internal sealed record Identity(HostKey Key, PublicKey Public, IPNetworkAddress? Ipv4)
{
    public Hit Hit => Key.Hit;

    public Lsi Lsi => Lsi.Of(Key.Hit);

    /// <summary>The IPv4 address that applications see us with; that of the VPXI, else the LSI.</summary>
    public IPAddress InnerIpv4 => Ipv4?.Address ?? Lsi.ToAddress();
}
