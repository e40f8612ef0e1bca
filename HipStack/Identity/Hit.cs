using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;

namespace HiperNet.HipStack.Identity;

/// <summary>
/// A Host Identity Tag: the 128-bit name of a key, which is an IPv6 address of 2001:20::/28 (RFC 7343 section 2).
/// <code>
/// 2001:002 (28 bits) | HIT suite (4 bits) | 96 bits of the hash over the Host Identity
/// </code>
/// The default value is no HIT at all: sixteen zero octets, which HIP sends where the peer's HIT is not known.
/// </summary>
public readonly struct Hit : IEquatable<Hit>, IComparable<Hit>
{
    /// <summary>The length of a HIT, in octets.</summary>
    public const int Length = 16;

    private const int HashBytes = 12;
    private const int HashBits = HashBytes * 8;
    private const uint Prefix = 0x2001_0020;
    private const uint SuiteMask = 0x0000_000F;

    private static readonly SearchValues<char> AddressCharacters = SearchValues.Create("0123456789abcdefABCDEF:");

    private readonly UInt128 value;

    private Hit(UInt128 value) => this.value = value;

    /// <summary>Whether this is the default value, no HIT.</summary>
    public bool IsNone => value == UInt128.Zero;

    /// <summary>The suite that the HIT names; it may be one that this code does not know.</summary>
    public HitSuite Suite => (HitSuite)(byte)(High & SuiteMask);

    /// <summary>RFC 7401 section 3.2: the context identifier of HITs.</summary>
    private static ReadOnlySpan<byte> ContextId =>
    [
        0xF0, 0xEF, 0xF0, 0x2F, 0xBF, 0xF4, 0x3D, 0x0F, 0xE7, 0x93, 0x0C, 0x3C, 0x6E, 0x61, 0x74, 0xEA,
    ];

    private uint High => (uint)(value >> HashBits);

    /// <summary>Whether two HITs are the same.</summary>
    public static bool operator ==(Hit left, Hit right) => left.Equals(right);

    /// <summary>Whether two HITs differ.</summary>
    public static bool operator !=(Hit left, Hit right) => !left.Equals(right);

    /// <summary>The HIT of a key (RFC 7401 section 3.2; RFC 9374 section 3.5.2.1 for EdDSA).</summary>
    public static Hit Of(HostIdentity identity)
    {
        Span<byte> octets = stackalloc byte[Length];
        BinaryPrimitives.WriteUInt32BigEndian(octets, Prefix | (uint)identity.Suite);
        HashInto(identity, octets[^HashBytes..]);
        return new Hit(BinaryPrimitives.ReadUInt128BigEndian(octets));
    }

    /// <summary>Reads a HIT from exactly sixteen octets; false if they are not within 2001:20::/28.</summary>
    public static bool TryRead(ReadOnlySpan<byte> octets, out Hit hit)
    {
        hit = default;
        return octets.Length == Length && TryCreate(BinaryPrimitives.ReadUInt128BigEndian(octets), out hit);
    }

    /// <summary>Takes a big-endian number for a HIT; false if it is not within 2001:20::/28.</summary>
    public static bool TryCreate(UInt128 number, out Hit hit)
    {
        hit = new Hit(number);
        if ((hit.High & ~SuiteMask) != Prefix)
        {
            hit = default;
        }

        return !hit.IsNone;
    }

    /// <summary>Reads a HIT from an IPv6 address in text; false if it is none within 2001:20::/28.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Hit hit)
    {
        hit = default;
        Span<byte> octets = stackalloc byte[Length];

        // The framework also takes a zone, a port and brackets, which no HIT has.
        return text.IndexOfAnyExcept(AddressCharacters) < 0
            && IPAddress.TryParse(text, out IPAddress? address)
            && address.TryWriteBytes(octets, out int written)
            && TryRead(octets[..written], out hit);
    }

    /// <summary>Whether this is the HIT of <paramref name="identity"/>.</summary>
    public bool IsOf(HostIdentity identity) => this == Of(identity);

    /// <summary>Writes the sixteen octets to the start of <paramref name="output"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is less room than <see cref="Length"/>.</exception>
    public void WriteTo(Span<byte> output) => BinaryPrimitives.WriteUInt128BigEndian(output, value);

    /// <summary>The HIT as a big-endian number, as packets carry it.</summary>
    public UInt128 ToUInt128() => value;

    /// <summary>The HIT as an IPv6 address.</summary>
    public IPAddress ToAddress()
    {
        Span<byte> octets = stackalloc byte[Length];
        WriteTo(octets);
        return new IPAddress(octets);
    }

    /// <summary>The HIT as an IPv6 address in text.</summary>
    public override string ToString() => ToAddress().ToString();

    /// <inheritdoc/>
    public bool Equals(Hit other) => value == other.value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Hit other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => value.GetHashCode();

    /// <summary>Orders HITs as big-endian numbers, as RFC 7401 section 6.5 sorts them.</summary>
    public int CompareTo(Hit other) => value.CompareTo(other.value);

    private static void HashInto(HostIdentity identity, Span<byte> hash)
    {
        if (identity.Suite == HitSuite.EdDsaCShake128)
        {
            CShake128.Hash(identity.Encoding.Span, functionName: default, ContextId, hash);
            return;
        }

        byte[] input = [.. ContextId, .. identity.Encoding.Span];
        byte[] full = identity.Suite == HitSuite.RsaSha256 ? SHA256.HashData(input) : SHA384.HashData(input);

        // Encode_96 of RFC 7343 section 2 takes the bits in the middle.
        full.AsSpan((full.Length - HashBytes) / 2, HashBytes).CopyTo(hash);
    }
}
