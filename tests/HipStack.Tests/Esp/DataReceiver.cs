using HiperNet.HipStack.Esp;
using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Tests.Esp;

/// <summary>Opens what was recorded in one direction, with the four ESP keys of its exchange.</summary>
internal sealed class DataReceiver : IDisposable
{
    private readonly InboundSa sa;
    private readonly InboundPipeline pipeline;
    private readonly byte[] buffer = new byte[4096];

    /// <param name="spi">The receiver's SPI.</param>
    /// <param name="sender">The HIT of the sender.</param>
    /// <param name="receiver">The HIT of the receiver.</param>
    /// <param name="keys">Encryption and integrity of the greater HIT, then of the other (RFC 7402 section 7).</param>
    public DataReceiver(uint spi, UInt128 sender, UInt128 receiver, byte[][] keys)
        : this(spi, sender, receiver, keys, keys[0].Length == 16
            ? EspSuiteId.Aes128CbcHmacSha256
            : EspSuiteId.Aes256CbcHmacSha256)
    {
    }

    public DataReceiver(uint spi, UInt128 sender, UInt128 receiver, byte[][] keys, EspSuiteId id)
    {
        int first = sender > receiver ? 0 : 2;
        sa = new InboundSa(spi, Sas.Suite(id), keys[first], keys[first + 1], extended: false);
        SpiTable spis = new();
        spis.TryAdd(sa, new AssociationPath(
            new InnerAddresses(receiver, sender, 0, 0), marksFamily: false, new FixedRights()));
        pipeline = new InboundPipeline(spis, new FixedFamily());
    }

    public byte[] Receive(byte[] esp, out DropReason reason)
    {
        reason = pipeline.Process(esp, buffer, TimeSpan.Zero, out InboundResult result);
        return buffer[result.Offset..(result.Offset + result.Length)];
    }

    public void Dispose() => sa.Dispose();
}
