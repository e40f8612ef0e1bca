using System.Net;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Identity;

namespace HiperNet.Hipd.Peers;

/// <summary>Where a peer is.</summary>
/// <param name="Hit">Its HIT.</param>
/// <param name="Name">What it is called here, or null.</param>
/// <param name="Addresses">Where it may be reached, the best first; port 0 for the usual one.</param>
/// <param name="Ipv4">Its address in a VPXI's IPv4 range, or null.</param>
/// <param name="Rvs">Its rendezvous server's HIT; none if it has none.</param>
/// <param name="Encapsulation">How it is reached, or null for the usual way.</param>
internal sealed record Host(
    Hit Hit, string? Name, IReadOnlyList<IPEndPoint> Addresses, IPAddress? Ipv4, Hit Rvs, Encapsulation? Encapsulation)
{
    /// <summary>Its names in the domain name system; port 0 for the usual one.</summary>
    public IReadOnlyList<DnsEndPoint> Names { get; init; } = [];

    public Lsi Lsi => Lsi.Of(Hit);

    /// <summary>The IPv4 address that applications see it with.</summary>
    public IPAddress InnerIpv4 => Ipv4 ?? Lsi.ToAddress();
}
