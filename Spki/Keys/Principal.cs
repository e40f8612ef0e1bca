using System.Buffers.Binary;
using System.Security.Cryptography;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Keys;

/// <summary>
/// The name of a key: the SHA-256 of its canonical <c>(public-key ...)</c> object, written
/// <c>(hash sha256 #32 octets#)</c>. The default value is no key's name.
/// </summary>
public readonly record struct Principal : IComparable<Principal>
{
    /// <summary>The length of a principal, in bytes.</summary>
    public const int Bytes = SHA256.HashSizeInBytes;

    // Big-endian words, so that comparing them in order is comparing the octets.
    private readonly ulong first;
    private readonly ulong second;
    private readonly ulong third;
    private readonly ulong fourth;

    private Principal(ReadOnlySpan<byte> digest)
    {
        first = BinaryPrimitives.ReadUInt64BigEndian(digest);
        second = BinaryPrimitives.ReadUInt64BigEndian(digest[8..]);
        third = BinaryPrimitives.ReadUInt64BigEndian(digest[16..]);
        fourth = BinaryPrimitives.ReadUInt64BigEndian(digest[24..]);
    }

    /// <summary>The principal with this digest.</summary>
    /// <exception cref="ArgumentException">The digest has not 32 bytes.</exception>
    public static Principal Of(ReadOnlySpan<byte> digest) => digest.Length == Bytes
        ? new Principal(digest)
        : throw new ArgumentException($"A principal has {Bytes} bytes.", nameof(digest));

    /// <summary>Reads the hash form and no other: a whole key in the place of its hash is refused.</summary>
    public static bool TryParse(SexpNode node, out Principal principal, out KeyFault fault)
    {
        principal = default;
        if (!SpkiHash.TryParse(node, out SpkiHash? hash, out fault))
        {
            fault = fault == KeyFault.NotAHash ? KeyFault.NotAPrincipal : fault;
            return false;
        }

        if (hash.Algorithm != SpkiHashAlgorithm.Sha256)
        {
            fault = KeyFault.PrincipalNotSha256;
            return false;
        }

        principal = new Principal(hash.Value.Span);
        return true;
    }

    /// <summary>Writes the 32 octets to the start of <paramref name="octets"/>.</summary>
    public void CopyTo(Span<byte> octets)
    {
        BinaryPrimitives.WriteUInt64BigEndian(octets, first);
        BinaryPrimitives.WriteUInt64BigEndian(octets[8..], second);
        BinaryPrimitives.WriteUInt64BigEndian(octets[16..], third);
        BinaryPrimitives.WriteUInt64BigEndian(octets[24..], fourth);
    }

    /// <summary>The 32 octets.</summary>
    public byte[] ToArray()
    {
        byte[] octets = new byte[Bytes];
        CopyTo(octets);
        return octets;
    }

    /// <summary>The object <c>(hash sha256 #32 octets#)</c>.</summary>
    public SexpList ToSexp() => SexpList.Of("hash", "sha256", new SexpAtom(ToArray()));

    /// <summary>Orders principals as their octets.</summary>
    public int CompareTo(Principal other)
    {
        int order = first.CompareTo(other.first);
        order = order != 0 ? order : second.CompareTo(other.second);
        order = order != 0 ? order : third.CompareTo(other.third);
        return order != 0 ? order : fourth.CompareTo(other.fourth);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Someone can make keys whose names share 32 chosen bits, so all four words are mixed with the process's
    /// random seed.
    /// </remarks>
    public override int GetHashCode() => HashCode.Combine(first, second, third, fourth);

    /// <summary>The octets in lower-case hexadecimal.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToArray());
}
