using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Association;

/// <summary>What an administrator may choose about associations. The defaults are safe.</summary>
public sealed record EngineOptions
{
    /// <summary>Diffie-Hellman groups, the best first (RFC 7401 section 5.2.6).</summary>
    public IReadOnlyList<DhGroup> DhGroups { get; init; } =
        [DhGroup.P256, DhGroup.P384, DhGroup.P521, DhGroup.Modp2048, DhGroup.Modp3072, DhGroup.Modp1536];

    /// <summary>HIP ciphers, the best first (RFC 7401 section 5.2.8).</summary>
    public IReadOnlyList<HipCipherId> Ciphers { get; init; } = [HipCipherId.Aes128Cbc, HipCipherId.Aes256Cbc];

    /// <summary>ESP suites, the best first; at most six (RFC 7402 section 5.1.2).</summary>
    public IReadOnlyList<EspSuiteId> EspSuites { get; init; } =
    [
        EspSuiteId.AesGcm16, EspSuiteId.AesGcm8, EspSuiteId.AesCcm16, EspSuiteId.Aes128CbcHmacSha256,
        EspSuiteId.Aes256CbcHmacSha256,
    ];

    /// <summary>Whether R1s to a NULL HIT are answered and opportunistic exchanges begun.</summary>
    public bool AllowOpportunistic { get; init; }

    /// <summary>Whether our Host Identity goes encrypted in an I2.</summary>
    public bool EncryptHostId { get; init; } = true;

    /// <summary>The first R1 counter; it should grow over restarts (RFC 7401 section 4.1.4).</summary>
    public ulong FirstR1Counter { get; init; } = 1;

    /// <summary>K of a quiet time, in bits; 0 to <see cref="MaxDifficulty"/>.</summary>
    public int BaseDifficulty { get; init; } = 10;

    /// <summary>K under attack, in bits.</summary>
    public int MaxDifficulty { get; init; } = 20;

    /// <summary>The hardest puzzle that we solve, in bits.</summary>
    public int MaxAcceptedDifficulty { get; init; } = 22;

    /// <summary>R1s a second to one source address before K grows for it; at eight times that it gets none.</summary>
    public int R1RatePerSource { get; init; } = 20;

    /// <summary>How long an R1 is offered; it is honoured for as long again.</summary>
    public TimeSpan R1Lifetime { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>The shortest time between two fresh Diffie-Hellman keys for R1s.</summary>
    public TimeSpan R1Refresh { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The first retransmission timeout; it doubles each time.</summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest retransmission timeout.</summary>
    public TimeSpan MaxRetryInterval { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>How often an I1 is sent (I1_RETRIES_MAX).</summary>
    public int I1Retries { get; init; } = 6;

    /// <summary>How often an I2 is sent (I2_RETRIES_MAX).</summary>
    public int I2Retries { get; init; } = 6;

    /// <summary>How often an UPDATE is sent (UPDATE_RETRY_MAX).</summary>
    public int UpdateRetries { get; init; } = 6;

    /// <summary>
    /// The first Update ID of both hosts. RFC 7401 section 5.2.16 says 0; a test begins before the overflow.
    /// </summary>
    internal uint FirstUpdateId { get; init; }

    /// <summary>How long a failed attempt is remembered (E-FAILED).</summary>
    public TimeSpan FailedHold { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a verdict may take.</summary>
    public TimeSpan VerdictTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>UAL: how long an association may be without data.</summary>
    public TimeSpan UnusedLifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>MSL: how long a packet may live in the network.</summary>
    public TimeSpan MaxSegmentLifetime { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long the keys of a security association are used.</summary>
    public TimeSpan RekeyInterval { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Every how manieth rekeying brings a new Diffie-Hellman key; 1 for all of them.</summary>
    public int DiffieHellmanEvery { get; init; } = 4;

    /// <summary>How long an old inbound SA is kept after a rekeying, for packets under way.</summary>
    public TimeSpan OldSaHold { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>After how long a silence, while we send, the peer is asked whether it is there.</summary>
    public TimeSpan SilenceProbe { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a NAT on the way is kept open; RFC 9028 section 5.3 says 15 seconds at least.</summary>
    public TimeSpan KeepaliveInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The lifetime of our locators, in whole seconds (RFC 8046 section 4).</summary>
    public TimeSpan LocatorLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Our UDP port (RFC 9028 section 5.1 and 10).</summary>
    public int UdpPort { get; init; } = 10500;

    /// <summary>The most associations, those in the making among them.</summary>
    public int MaxAssociations { get; init; } = 10_000;

    /// <summary>The most octets of a packet that carries certificates, so that it is not fragmented.</summary>
    public int MaxCertificatePacket { get; init; } = 1200;

    /// <summary>The most certificates of one chain.</summary>
    public int MaxCertificates { get; init; } = 32;

    /// <summary>The most octets of one chain.</summary>
    public int MaxChainOctets { get; init; } = 32 * 1024;
}
