using BenchmarkDotNet.Attributes;
using HiperNet.HipStack.Esp;
using HiperNet.HipStack.Wire;

namespace HiperNet.Bench;

/// <summary>One packet through a security association, sent and received.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Design", "CA1001", Justification = "BenchmarkDotNet calls Cleanup.")]
public class EspBenchmarks
{
    private const uint Spi = 0x1000;

    private readonly byte[] packet = new byte[2048];
    private readonly byte[] plaintext = new byte[2048];
    private byte[] payload = [];
    private OutboundSa outbound = null!;
    private InboundSa inbound = null!;

    /// <summary>The suite.</summary>
    [Params(EspSuiteId.AesGcm16, EspSuiteId.AesCcm16, EspSuiteId.Aes128CbcHmacSha256)]
    public EspSuiteId Suite { get; set; }

    /// <summary>Octets of payload.</summary>
    [Params(64, 1360)]
    public int Payload { get; set; }

    /// <summary>Makes the associations.</summary>
    [GlobalSetup]
    public void Setup()
    {
        payload = new byte[Payload];
        EspSuite.TryGet(Suite, out EspSuite? suite);
        byte[] encryption = new byte[suite!.EncryptionKeyLength];
        byte[] authentication = new byte[suite.AuthenticationKeyLength];
        outbound = new OutboundSa(Spi, suite, encryption, authentication, extended: true);
        inbound = new InboundSa(Spi, suite, encryption, authentication, extended: true);
    }

    /// <summary>Clears the keys.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        outbound.Dispose();
        inbound.Dispose();
    }

    /// <summary>Protects and opens one packet.</summary>
    [Benchmark]
    public int ProtectAndUnprotect()
    {
        outbound.Protect(17, payload, packet, out int written);
        DropReason reason = inbound.Unprotect(packet.AsSpan(0, written), plaintext, out int length, out _);
        return reason == DropReason.None ? length : throw new InvalidOperationException($"Refused: {reason}.");
    }
}
