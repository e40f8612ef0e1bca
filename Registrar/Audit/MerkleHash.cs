using System.Buffers.Binary;
using System.Security.Cryptography;

namespace HiperNet.Registrar.Audit;

/// <summary>A hash of the tree: SHA-256, with leaves and nodes kept apart (RFC 9162 section 2.1.1).</summary>
public readonly record struct MerkleHash
{
    /// <summary>The length of a hash, in bytes.</summary>
    public const int Octets = SHA256.HashSizeInBytes;

    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;

    private readonly ulong first;
    private readonly ulong second;
    private readonly ulong third;
    private readonly ulong fourth;

    private MerkleHash(ReadOnlySpan<byte> octets)
    {
        first = BinaryPrimitives.ReadUInt64BigEndian(octets);
        second = BinaryPrimitives.ReadUInt64BigEndian(octets[8..]);
        third = BinaryPrimitives.ReadUInt64BigEndian(octets[16..]);
        fourth = BinaryPrimitives.ReadUInt64BigEndian(octets[24..]);
    }

    /// <summary>The hash of an empty list: SHA-256 of nothing.</summary>
    public static MerkleHash Empty { get; } = new(SHA256.HashData([]));

    /// <summary>A hash with known octets.</summary>
    /// <exception cref="ArgumentException">They are not 32.</exception>
    public static MerkleHash Of(ReadOnlySpan<byte> octets) => octets.Length == Octets
        ? new MerkleHash(octets)
        : throw new ArgumentException($"A hash has {Octets} bytes.", nameof(octets));

    /// <summary>The hash of a leaf: SHA-256(0x00 || entry).</summary>
    public static MerkleHash Leaf(ReadOnlySpan<byte> entry)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([LeafPrefix]);
        hash.AppendData(entry);
        Span<byte> octets = stackalloc byte[Octets];
        hash.GetHashAndReset(octets);
        return new MerkleHash(octets);
    }

    /// <summary>The hash of a node: SHA-256(0x01 || left || right).</summary>
    public static MerkleHash Node(MerkleHash left, MerkleHash right)
    {
        Span<byte> input = stackalloc byte[1 + (2 * Octets)];
        input[0] = NodePrefix;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + Octets)..]);
        Span<byte> octets = stackalloc byte[Octets];
        SHA256.HashData(input, octets);
        return new MerkleHash(octets);
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
        byte[] octets = new byte[Octets];
        CopyTo(octets);
        return octets;
    }

    /// <summary>The octets in lower-case hexadecimal.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToArray());
}
