using System.Buffers.Binary;
using HiperNet.HipStack.Crypto;

namespace HiperNet.HipStack.Esp;

/// <summary>
/// The receiving half of a pair of ESP security associations (RFC 4303 section 3.4). Any thread may use it; each packet
/// holds it alone, so that the replay window has one owner.
/// </summary>
public sealed class InboundSa : IDisposable
{
    private readonly Lock gate = new();
    private readonly EspCipher cipher;
    private readonly ReplayWindow window;
    private readonly RekeyLimits limits;
    private ulong packets;
    private ulong bytes;
    private bool closed;

    /// <summary>Makes the association.</summary>
    /// <param name="spi">The SPI that this host chose; 0 to 255 are reserved.</param>
    /// <param name="suite">The suite.</param>
    /// <param name="encryptionKey">The key as drawn from KEYMAT, with the salt of an AEAD. It is copied.</param>
    /// <param name="authenticationKey">The key of the HMAC; empty for an AEAD. It is copied.</param>
    /// <param name="extended">Whether sequence numbers have 64 bits (RFC 4303 section 2.2.1).</param>
    /// <param name="limits">When to ask for a rekey; null for <see cref="RekeyLimits.Default"/>.</param>
    /// <exception cref="ArgumentException">A key has another length than the suite's.</exception>
    public InboundSa(
        uint spi,
        EspSuite suite,
        ReadOnlySpan<byte> encryptionKey,
        ReadOnlySpan<byte> authenticationKey,
        bool extended,
        RekeyLimits? limits = null)
    {
        Spi = spi;
        Suite = suite;
        IsExtended = extended;
        this.limits = limits ?? RekeyLimits.Default;
        window = new ReplayWindow(extended);
        cipher = EspCipher.Create(suite.Algorithm, encryptionKey, authenticationKey, seals: false);
    }

    /// <summary>The SPI.</summary>
    public uint Spi { get; }

    /// <summary>The suite.</summary>
    public EspSuite Suite { get; }

    /// <summary>Whether sequence numbers have 64 bits.</summary>
    public bool IsExtended { get; }

    /// <summary>The packets accepted.</summary>
    public ulong Packets => Volatile.Read(ref packets);

    /// <summary>The octets of the ESP packets accepted, without outer headers.</summary>
    public ulong Bytes => Volatile.Read(ref bytes);

    /// <summary>The highest sequence number received; 0 before the first packet.</summary>
    public ulong Sequence => window.Highest;

    /// <summary>The packets refused, by reason.</summary>
    public DropCounters Drops { get; } = new();

    /// <summary>Whether it is time for a rekey: the peer may forget to ask.</summary>
    public bool ShouldRekey => Sequence >= Math.Min(limits.Packets, (IsExtended ? ulong.MaxValue : uint.MaxValue) / 2)
        || Bytes >= limits.Bytes;

    /// <summary>Checks and opens a packet.</summary>
    /// <param name="packet">The ESP packet, from the SPI on.</param>
    /// <param name="plaintext">
    /// Room for everything that is encrypted, so as long as <paramref name="packet"/>. Where the packet is refused its
    /// contents mean nothing.
    /// </param>
    /// <param name="length">The octets of the payload at the start of <paramref name="plaintext"/>.</param>
    /// <param name="nextHeader">What the payload is.</param>
    public DropReason Unprotect(
        ReadOnlySpan<byte> packet, Span<byte> plaintext, out int length, out byte nextHeader)
    {
        length = 0;
        nextHeader = 0;
        int encrypted = packet.Length - Suite.PayloadOffset - Suite.IcvLength;
        if (packet.Length < Suite.MinPacketLength || encrypted % Suite.Alignment != 0)
        {
            return Drops.Count(packet.Length < Suite.MinPacketLength ? DropReason.TooShort : DropReason.Malformed);
        }

        if (BinaryPrimitives.ReadUInt32BigEndian(packet) != Spi || plaintext.Length < encrypted)
        {
            return Drops.Count(plaintext.Length < encrypted ? DropReason.TooLong : DropReason.UnknownSpi);
        }

        plaintext = plaintext[..encrypted];
        DropReason reason;
        lock (gate)
        {
            reason = Open(packet, plaintext);
        }

        return Drops.Count(reason == DropReason.None ? Unpad(plaintext, out length, out nextHeader) : reason);
    }

    /// <summary>Clears the keys; a packet that is being opened on another thread is finished first.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
            cipher.Dispose();
        }
    }

    /// <summary>RFC 4303 section 3.4.3: the window is looked at first, and moved only by an authentic packet.</summary>
    private DropReason Open(ReadOnlySpan<byte> packet, Span<byte> plaintext)
    {
        if (closed)
        {
            return DropReason.Closed;
        }

        uint low = BinaryPrimitives.ReadUInt32BigEndian(packet[4..]);
        if (!window.TryExpand(low, out ulong sequence) || !window.IsNew(sequence))
        {
            return DropReason.Replayed;
        }

        Span<byte> header = stackalloc byte[EspCipher.ExtendedHeaderLength];
        ReadOnlySpan<byte> aad = EspHeader.WriteAuthenticated(Spi, sequence, IsExtended, header);
        packet[Suite.PayloadOffset..^Suite.IcvLength].CopyTo(plaintext);
        if (!cipher.Open(
            packet[EspSuite.HeaderLength..Suite.PayloadOffset], aad, plaintext, packet[^Suite.IcvLength..]))
        {
            return DropReason.BadIcv;
        }

        window.Add(sequence);
        Volatile.Write(ref packets, packets + 1);
        Volatile.Write(ref bytes, bytes + (ulong)packet.Length);
        return DropReason.None;
    }

    private static DropReason Unpad(ReadOnlySpan<byte> plaintext, out int length, out byte nextHeader)
    {
        nextHeader = plaintext[^1];
        int pad = plaintext[^2];
        length = plaintext.Length - EspSuite.TrailerLength - pad;
        if (length < 0 || !IsPadding(plaintext.Slice(length, pad)))
        {
            length = 0;
            return DropReason.BadPadding;
        }

        return nextHeader == IpProtocol.None ? DropReason.Dummy : DropReason.None;
    }

    private static bool IsPadding(ReadOnlySpan<byte> padding)
    {
        for (int i = 0; i < padding.Length; i++)
        {
            if (padding[i] != (byte)(i + 1))
            {
                return false;
            }
        }

        return true;
    }
}
