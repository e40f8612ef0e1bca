using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace HiperNet.Registrar.Audit;

/// <summary>How far a log has come: its size, and the hashes of its full subtrees, from the left.</summary>
public sealed class LogHead
{
    private const byte FormVersion = 1;
    private const int HeadOctets = 1 + sizeof(long);

    private LogHead(long size, IReadOnlyList<MerkleHash> subtrees) => (Size, Subtrees) = (size, subtrees);

    /// <summary>A log without entries.</summary>
    public static LogHead Empty { get; } = new(0, []);

    /// <summary>How many entries there are.</summary>
    public long Size { get; }

    /// <summary>The hashes of the full subtrees: one for each bit of the size.</summary>
    public IReadOnlyList<MerkleHash> Subtrees { get; }

    /// <summary>The root of the tree.</summary>
    public MerkleHash Root => Audit.Subtrees.Root(Subtrees);

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    public static bool TryRead(ReadOnlySpan<byte> octets, [NotNullWhen(true)] out LogHead? head)
    {
        head = null;
        if (octets.Length < HeadOctets || octets[0] != FormVersion)
        {
            return false;
        }

        long size = BinaryPrimitives.ReadInt64BigEndian(octets[1..]);
        octets = octets[HeadOctets..];
        if (size is < 0 or > LogLimits.Entries
            || octets.Length != BitOperations.PopCount((ulong)size) * MerkleHash.Octets)
        {
            return false;
        }

        List<MerkleHash> subtrees = [];
        for (int at = 0; at < octets.Length; at += MerkleHash.Octets)
        {
            subtrees.Add(MerkleHash.Of(octets.Slice(at, MerkleHash.Octets)));
        }

        head = new LogHead(size, subtrees);
        return true;
    }

    /// <summary>The one spelling in octets: a version, the size big-endian, the hashes.</summary>
    public byte[] Write()
    {
        byte[] octets = new byte[HeadOctets + (Subtrees.Count * MerkleHash.Octets)];
        octets[0] = FormVersion;
        BinaryPrimitives.WriteInt64BigEndian(octets.AsSpan(1), Size);
        for (int i = 0; i < Subtrees.Count; i++)
        {
            Subtrees[i].CopyTo(octets.AsSpan(HeadOctets + (i * MerkleHash.Octets)));
        }

        return octets;
    }

    /// <summary>The head after one more leaf. Nothing else needs to be read for it.</summary>
    /// <param name="leaf">The hash of the leaf.</param>
    /// <param name="filled">Gets the leaf and the subtrees that it fills.</param>
    internal LogHead Add(MerkleHash leaf, List<LogNode> filled)
    {
        List<MerkleHash> subtrees = [.. Subtrees];
        MerkleHash hash = leaf;
        filled.Add(new LogNode(new NodeId(0, Size), hash));
        int level = 0;
        for (long rest = Size; (rest & 1) == 1; rest >>= 1)
        {
            hash = MerkleHash.Node(subtrees[^1], hash);
            subtrees.RemoveAt(subtrees.Count - 1);
            level++;
            filled.Add(new LogNode(new NodeId(level, Size >> level), hash));
        }

        subtrees.Add(hash);
        return new LogHead(Size + 1, subtrees);
    }
}
