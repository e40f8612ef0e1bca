namespace HiperNet.HipStack.Esp;

/// <summary>Which family a service of this host listens on, for packets of peers that do not mark the family.</summary>
public interface IInnerFamily
{
    /// <summary>The family to rebuild a packet in that begins a flow. It is asked on the data path.</summary>
    /// <param name="protocol">The upper-layer protocol.</param>
    /// <param name="localPort">The port of this host, 0 where the protocol has none.</param>
    InnerFamily Choose(byte protocol, ushort localPort);
}
