using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace HiperNet.HipStack.Link;

/// <summary>
/// Asks the kernel for all interfaces and their addresses, and leaves out what is no locator.
/// </summary>
internal sealed class AddressDump(NetlinkSocket netlink, string excludedInterface, bool includeLinkLocal)
{
    private sealed record Interface(string Name, uint Flags);

    /// <summary>Takes the list.</summary>
    /// <returns>The kernel's number; 0 is success.</returns>
    public int TryTake(out IReadOnlyList<LocalAddress> addresses)
    {
        addresses = [];
        NetlinkRequest links = new(Rtnetlink.GetLink, Rtnetlink.Dump, new byte[RtnetlinkBody.Link]);
        int error = netlink.Ask(links, out IReadOnlyList<NetlinkMessage> linkAnswers);
        if (error != 0)
        {
            return error;
        }

        NetlinkRequest all = new(Rtnetlink.GetAddress, Rtnetlink.Dump, new byte[RtnetlinkBody.Address]);
        error = netlink.Ask(all, out IReadOnlyList<NetlinkMessage> addressAnswers);
        Dictionary<int, Interface> interfaces = Interfaces(linkAnswers);
        addresses =
        [
            .. addressAnswers
                .Select(message => Read(message, interfaces))
                .OfType<LocalAddress>()
                .OrderBy(address => address.InterfaceIndex)
                .ThenBy(address => address.Address.ToString(), StringComparer.Ordinal),
        ];
        return error;
    }

    /// <summary>An address, with its interface if it is link-local.</summary>
    public static IPAddress WithScope(ReadOnlySpan<byte> octets, uint index)
    {
        IPAddress address = new(octets);
        return address.IsIPv6LinkLocal ? new IPAddress(octets, index) : address;
    }

    private static Dictionary<int, Interface> Interfaces(IReadOnlyList<NetlinkMessage> answers)
    {
        Dictionary<int, Interface> interfaces = [];
        foreach (NetlinkMessage message in answers)
        {
            if (message is { Type: Rtnetlink.NewLink, Body.Length: >= RtnetlinkBody.Link })
            {
                ReadOnlySpan<byte> name = message.Attribute(RtnetlinkBody.Link, Rtnetlink.LinkName);
                interfaces[BinaryPrimitives.ReadInt32LittleEndian(message.Body.AsSpan(4))] = new Interface(
                    Encoding.UTF8.GetString(name.TrimEnd((byte)0)),
                    BinaryPrimitives.ReadUInt32LittleEndian(message.Body.AsSpan(8)));
            }
        }

        return interfaces;
    }

    private LocalAddress? Read(NetlinkMessage message, Dictionary<int, Interface> interfaces)
    {
        if (message is not { Type: Rtnetlink.NewAddress, Body.Length: >= RtnetlinkBody.Address })
        {
            return null;
        }

        int index = BinaryPrimitives.ReadInt32LittleEndian(message.Body.AsSpan(4));
        ReadOnlySpan<byte> octets = message.Attribute(RtnetlinkBody.Address, Rtnetlink.AddressLocal);
        if (octets.IsEmpty)
        {
            octets = message.Attribute(RtnetlinkBody.Address, Rtnetlink.Address);
        }

        if (octets.Length is not (4 or 16) || !interfaces.TryGetValue(index, out Interface? at))
        {
            return null;
        }

        uint flags = message.Number(RtnetlinkBody.Address, Rtnetlink.AddressFlags) ?? message.Body[2];
        IPAddress address = WithScope(octets, (uint)index);
        bool isUsable = (flags & (Rtnetlink.Tentative | Rtnetlink.DuplicateFound)) == 0
            && (at.Flags & Rtnetlink.InterfaceLoopback) == 0
            && at.Name != excludedInterface;
        const uint carrier = Rtnetlink.InterfaceUp | Rtnetlink.InterfaceRunning;
        return isUsable && IsLocator(address)
            ? new LocalAddress(
                address,
                index,
                at.Name,
                (AddressScope)message.Body[3],
                message.Body[1],
                (at.Flags & carrier) == carrier,
                (flags & Rtnetlink.Deprecated) != 0)
            : null;
    }

    /// <summary>
    /// A HIT is never a locator (RFC 8046 section 4.3), nor is an address that means this host.
    /// </summary>
    private bool IsLocator(IPAddress address) =>
        !IPAddress.IsLoopback(address)
        && (address.AddressFamily == AddressFamily.InterNetwork
            || (!NeighbourDiscovery.IsHit(BinaryPrimitives.ReadUInt128BigEndian(address.GetAddressBytes()))
                && (includeLinkLocal || !address.IsIPv6LinkLocal)));
}
