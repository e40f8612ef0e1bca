using HiperNet.HipStack.Esp;

namespace HiperNet.HipStack.Tests.Esp;

/// <summary>Listeners of IPv4 on some ports.</summary>
internal sealed class FixedFamily : IInnerFamily
{
    public HashSet<ushort> IPv4Ports { get; } = [];

    public InnerFamily Choose(byte protocol, ushort localPort) =>
        IPv4Ports.Contains(localPort) ? InnerFamily.IPv4 : InnerFamily.IPv6;
}
