using HiperNet.HipStack.Esp;
using HiperNet.HipStack.Link;

namespace HiperNet.Hipd.DataPath;

/// <summary>How long packets of the data path may be, in octets.</summary>
internal static class DataLimits
{
    /// <summary>The largest MTU of the TAP device. A peer may use another one than we do.</summary>
    public const int MaxMtu = 9000;

    /// <summary>The longest frame of the TAP device.</summary>
    public const int MaxFrame = MaxMtu + EthernetFrame.HeaderLength;

    /// <summary>The longest packet on the network, with room for what ESP adds.</summary>
    public const int MaxDatagram = MaxMtu + OutboundPipeline.Headroom;
}
