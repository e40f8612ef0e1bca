using System.Net;
using System.Net.Sockets;

namespace HiperNet.HipStack.Association;

/// <summary>The choice of a source address, a small part of RFC 6724 section 5.</summary>
internal static class SourceAddresses
{
    public static IPAddress? For(IPAddress destination, IReadOnlyList<LocalAddress> addresses)
    {
        IPAddress? best = null;
        foreach (LocalAddress local in addresses)
        {
            if (local.Address.AddressFamily != destination.AddressFamily)
            {
                continue;
            }

            if (IsInNetwork(destination, local))
            {
                return local.Address;
            }

            if (!IsLinkLocal(local.Address) && !IsLinkLocal(destination))
            {
                best ??= local.Address;
            }
        }

        return best;
    }

    public static bool IsLinkLocal(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6
        ? address.IsIPv6LinkLocal
        : address.GetAddressBytes() is [169, 254, ..];

    private static bool IsInNetwork(IPAddress address, LocalAddress local)
    {
        byte[] left = address.GetAddressBytes();
        byte[] right = local.Address.GetAddressBytes();
        int whole = local.PrefixLength / 8;
        int rest = local.PrefixLength % 8;
        return left.AsSpan(0, whole).SequenceEqual(right.AsSpan(0, whole))
            && (rest == 0 || (left[whole] ^ right[whole]) >> (8 - rest) == 0);
    }
}
