using HiperNet.HipStack.Transport;

namespace HiperNet.Hipd.DataPath;

/// <summary>Which ESP packets a data relay passes on (RFC 9028 section 4.12.1).</summary>
/// <param name="Socket">Where they come in.</param>
/// <param name="Source">Who sends them.</param>
/// <param name="Spi">Their SPI.</param>
internal readonly record struct RelayRule(IDatagramSocket Socket, UnderlayAddress Source, uint Spi);
