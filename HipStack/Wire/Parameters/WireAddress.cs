using System.Net;
using System.Net.Sockets;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>Addresses of sixteen octets, where IPv4 is mapped into IPv6 (RFC 4291 section 2.5.5.2).</summary>
internal static class WireAddress
{
    public static IPAddress Read(ReadOnlySpan<byte> octets) =>
        Canonical(new IPAddress(octets[..HipProtocol.AddressLength]));

    /// <summary>One object form for one wire form: IPv4 is IPv4, and no address has a zone.</summary>
    public static IPAddress Canonical(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 && address.ScopeId != 0
            ? new IPAddress(address.GetAddressBytes())
            : address;
    }

    public static void Write(IPAddress address, Span<byte> octets) =>
        _ = address.MapToIPv6().TryWriteBytes(octets, out _);
}
