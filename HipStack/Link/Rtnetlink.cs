namespace HiperNet.HipStack.Link;

/// <summary>Numbers of linux/netlink.h, linux/rtnetlink.h, linux/if_link.h and linux/if_addr.h.</summary>
internal static class Rtnetlink
{
    public const ushort Error = 2;
    public const ushort Done = 3;
    public const ushort NewLink = 16;
    public const ushort GetLink = 18;
    public const ushort NewAddress = 20;
    public const ushort DeleteAddress = 21;
    public const ushort GetAddress = 22;
    public const ushort NewRoute = 24;
    public const ushort DeleteRoute = 25;
    public const ushort GetRoute = 26;

    public const ushort Request = 1;
    public const ushort Multi = 2;
    public const ushort Acknowledge = 4;
    public const ushort Interrupted = 0x10;
    public const ushort Dump = 0x300;
    public const ushort Replace = 0x100;
    public const ushort Create = 0x400;

    public const uint LinkGroup = 1;
    public const uint Address4Group = 0x10;
    public const uint Address6Group = 0x100;

    public const ushort LinkName = 3;
    public const ushort LinkMtu = 4;
    public const uint InterfaceUp = 1;
    public const uint InterfaceLoopback = 8;
    public const uint InterfaceRunning = 0x40;

    public const ushort Address = 1;
    public const ushort AddressLocal = 2;
    public const ushort AddressFlags = 8;
    public const uint NoDuplicateDetection = 0x02;
    public const uint DuplicateFound = 0x08;
    public const uint Deprecated = 0x20;
    public const uint Tentative = 0x40;

    public const ushort RouteDestination = 1;
    public const ushort RouteInterface = 4;
    public const ushort RoutePreferredSource = 7;
    public const byte MainTable = 254;
    public const byte Static = 4;
    public const byte LinkScope = 253;
    public const byte Unicast = 1;
    public const byte Local = 2;
}
