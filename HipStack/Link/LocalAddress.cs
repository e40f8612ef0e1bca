using System.Net;

namespace HiperNet.HipStack.Link;

/// <summary>An address of this host at which peers may reach it.</summary>
/// <param name="Address">The address; link-local IPv6 addresses carry their scope.</param>
/// <param name="InterfaceIndex">The kernel's number of its interface.</param>
/// <param name="InterfaceName">The name of its interface, such as <c>eth0</c>.</param>
/// <param name="Scope">How far it is known.</param>
/// <param name="PrefixLength">The length of its network's prefix, in bits.</param>
/// <param name="IsUp">Whether its interface is up and has a carrier.</param>
/// <param name="IsDeprecated">Whether it should not be used for anything new (RFC 4862 section
/// 5.5.4).</param>
public sealed record LocalAddress(
    IPAddress Address,
    int InterfaceIndex,
    string InterfaceName,
    AddressScope Scope,
    int PrefixLength,
    bool IsUp,
    bool IsDeprecated);
