using HiperNet.HipStack.Crypto;

namespace HiperNet.HipStack.Esp;

/// <summary>
/// The sending half of a pair of ESP security associations (RFC 4303 section 3.3). Any thread may use it; each packet
/// holds it alone, so that no sequence number and no IV is used twice.
/// </summary>
public sealed class OutboundSa : IDisposable
{
    private readonly Lock gate = new();
    private readonly EspCipher cipher;
    private readonly IvSource ivs;
    private readonly RekeyLimits limits;
    private readonly ulong lastUsable;
    private ulong sequence;
    private ulong packets;
    private ulong bytes;
    private bool closed;

    /// <summary>Makes the association.</summary>
    /// <param name="spi">The SPI that the receiver chose; 0 to 255 are reserved.</param>
    /// <param name="suite">The suite.</param>
    /// <param name="encryptionKey">The key as drawn from KEYMAT, with the salt of an AEAD. It is copied.</param>
    /// <param name="authenticationKey">The key of the HMAC; empty for an AEAD. It is copied.</param>
    /// <param name="extended">Whether sequence numbers have 64 bits (RFC 4303 section 2.2.1).</param>
    /// <param name="limits">When to ask for a rekey; null for <see cref="RekeyLimits.Default"/>.</param>
    /// <exception cref="ArgumentException">A key has another length than the suite's.</exception>
    public OutboundSa(
        uint spi,
        EspSuite suite,
        ReadOnlySpan<byte> encryptionKey,
        ReadOnlySpan<byte> authenticationKey,
        bool extended,
        RekeyLimits? limits = null)
        : this(spi, suite, encryptionKey, authenticationKey, extended, limits, sequence: 0)
    {
    }

    /// <summary>Begins after a given sequence number, which only tests need.</summary>
    internal OutboundSa(
        uint spi,
        EspSuite suite,
        ReadOnlySpan<byte> encryptionKey,
        ReadOnlySpan<byte> authenticationKey,
        bool extended,
        RekeyLimits? limits,
        ulong sequence)
    {
        Spi = spi;
        Suite = suite;
        IsExtended = extended;
        this.limits = limits ?? RekeyLimits.Default;
        this.sequence = sequence;
        lastUsable = extended ? ulong.MaxValue : uint.MaxValue;
        ivs = new IvSource(suite);
        cipher = EspCipher.Create(suite.Algorithm, encryptionKey, authenticationKey, seals: true);
    }

    /// <summary>The SPI.</summary>
    public uint Spi { get; }

    /// <summary>The suite.</summary>
    public EspSuite Suite { get; }

    /// <summary>Whether sequence numbers have 64 bits.</summary>
    public bool IsExtended { get; }

    /// <summary>The packets protected.</summary>
    public ulong Packets => Volatile.Read(ref packets);

    /// <summary>The octets of the ESP packets made, without outer headers.</summary>
    public ulong Bytes => Volatile.Read(ref bytes);

    /// <summary>The last sequence number used; 0 before the first packet.</summary>
    public ulong Sequence => Volatile.Read(ref sequence);

    /// <summary>The packets refused, by reason.</summary>
    public DropCounters Drops { get; } = new();

    /// <summary>Whether it is time for a rekey, long before sequence numbers end.</summary>
    public bool ShouldRekey =>
        Sequence >= Math.Min(limits.Packets, lastUsable / 2) || Bytes >= limits.Bytes;

    /// <summary>Protects a payload.</summary>
    /// <param name="nextHeader">What the payload is.</param>
    /// <param name="payload">The payload; it must not overlap <paramref name="packet"/>.</param>
    /// <param name="packet">Room for <see cref="EspSuite.PacketLength"/> octets.</param>
    /// <param name="written">The length of the packet.</param>
    public DropReason Protect(byte nextHeader, ReadOnlySpan<byte> payload, Span<byte> packet, out int written)
    {
        written = 0;
        if (packet.Length < Suite.PacketLength(payload.Length))
        {
            return Drops.Count(DropReason.TooLong);
        }

        payload.CopyTo(packet[Suite.PayloadOffset..]);
        return ProtectInPlace(nextHeader, payload.Length, packet, out written);
    }

    /// <summary>Protects a payload that stands at <see cref="EspSuite.PayloadOffset"/> already.</summary>
    /// <param name="nextHeader">What the payload is.</param>
    /// <param name="payloadLength">The octets of the payload.</param>
    /// <param name="packet">Room for <see cref="EspSuite.PacketLength"/> octets.</param>
    /// <param name="written">The length of the packet.</param>
    public DropReason ProtectInPlace(byte nextHeader, int payloadLength, Span<byte> packet, out int written)
    {
        written = 0;
        int length = Suite.PacketLength(payloadLength);
        if (packet.Length < length)
        {
            return Drops.Count(DropReason.TooLong);
        }

        packet = packet[..length];
        Pad(packet, payloadLength, nextHeader);
        DropReason reason;
        lock (gate)
        {
            reason = Seal(packet);
        }

        written = reason == DropReason.None ? length : 0;
        return Drops.Count(reason);
    }

    /// <summary>Clears the keys; a packet that is being protected on another thread is finished first.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
            cipher.Dispose();
        }
    }

    /// <summary>RFC 4303 section 2.4: the padding is 1, 2, 3, ...</summary>
    private void Pad(Span<byte> packet, int payloadLength, byte nextHeader)
    {
        Span<byte> tail = packet[(Suite.PayloadOffset + payloadLength)..^Suite.IcvLength];
        int pad = tail.Length - EspSuite.TrailerLength;
        for (int i = 0; i < pad; i++)
        {
            tail[i] = (byte)(i + 1);
        }

        tail[^2] = (byte)pad;
        tail[^1] = nextHeader;
    }

    private DropReason Seal(Span<byte> packet)
    {
        if (closed)
        {
            return DropReason.Closed;
        }

        if (sequence >= lastUsable)
        {
            return DropReason.SequenceExhausted;
        }

        // The number is spent before the cipher runs, so that no failure can make it come twice.
        Volatile.Write(ref sequence, sequence + 1);
        Span<byte> iv = packet[EspSuite.HeaderLength..Suite.PayloadOffset];
        ivs.Next(sequence, iv);
        EspHeader.Write(Spi, (uint)sequence, packet);
        Span<byte> header = stackalloc byte[EspCipher.ExtendedHeaderLength];
        ReadOnlySpan<byte> aad = EspHeader.WriteAuthenticated(Spi, sequence, IsExtended, header);
        Span<byte> text = packet[Suite.PayloadOffset..^Suite.IcvLength];
        if (!cipher.Seal(iv, aad, text, packet[^Suite.IcvLength..]))
        {
            return DropReason.CipherFailed;
        }

        Volatile.Write(ref packets, packets + 1);
        Volatile.Write(ref bytes, bytes + (ulong)packet.Length);
        return DropReason.None;
    }
}
