namespace HiperNet.Registrar.Audit;

/// <summary>
/// Checks proofs with the algorithms of RFC 9162 sections 2.1.3.2 and 2.1.4.2, from nothing but what is given. They
/// take time in the length of the proof, which is refused above <see cref="LogLimits.ProofHashes"/>.
/// </summary>
public static class MerkleProofs
{
    /// <summary>Whether an entry with this leaf hash is at a place of the log with this size and root.</summary>
    /// <param name="leaf">The hash of the leaf.</param>
    /// <param name="index">The place, from 0.</param>
    /// <param name="size">How many entries the log has.</param>
    /// <param name="path">The proof.</param>
    /// <param name="root">The root that the log has signed.</param>
    public static bool VerifyInclusion(
        MerkleHash leaf, long index, long size, IReadOnlyList<MerkleHash> path, MerkleHash root)
    {
        if (index < 0 || index >= size || path.Count > LogLimits.ProofHashes)
        {
            return false;
        }

        long fn = index;
        long sn = size - 1;
        MerkleHash hash = leaf;
        foreach (MerkleHash sibling in path)
        {
            if (sn == 0)
            {
                return false;
            }

            if ((fn & 1) == 1 || fn == sn)
            {
                hash = MerkleHash.Node(sibling, hash);
                while ((fn & 1) == 0 && fn != 0)
                {
                    fn >>= 1;
                    sn >>= 1;
                }
            }
            else
            {
                hash = MerkleHash.Node(hash, sibling);
            }

            fn >>= 1;
            sn >>= 1;
        }

        return sn == 0 && hash == root;
    }

    /// <summary>Whether the log with one size and root began as the log with another.</summary>
    /// <param name="older">The size of the older log; an empty one is the beginning of every log.</param>
    /// <param name="olderRoot">Its root.</param>
    /// <param name="newer">The size of the newer log.</param>
    /// <param name="newerRoot">Its root.</param>
    /// <param name="path">The proof; empty if the sizes are equal, or the older one is 0.</param>
    public static bool VerifyConsistency(
        long older, MerkleHash olderRoot, long newer, MerkleHash newerRoot, IReadOnlyList<MerkleHash> path)
    {
        if (older < 0 || older > newer || path.Count > LogLimits.ProofHashes)
        {
            return false;
        }

        if (older == 0)
        {
            return path.Count == 0 && olderRoot == MerkleHash.Empty && (newer > 0 || newerRoot == MerkleHash.Empty);
        }

        return older == newer
            ? path.Count == 0 && olderRoot == newerRoot
            : VerifyGrowth(older, olderRoot, newer, newerRoot, path);
    }

    /// <summary>Section 2.1.4.2, for 0 &lt; first &lt; second.</summary>
    private static bool VerifyGrowth(
        long first, MerkleHash firstHash, long second, MerkleHash secondHash, IReadOnlyList<MerkleHash> path)
    {
        bool isFull = long.IsPow2(first);
        if (path.Count == 0)
        {
            return false;
        }

        long fn = first - 1;
        long sn = second - 1;
        while ((fn & 1) == 1)
        {
            fn >>= 1;
            sn >>= 1;
        }

        MerkleHash fr = isFull ? firstHash : path[0];
        MerkleHash sr = fr;
        for (int i = isFull ? 0 : 1; i < path.Count; i++)
        {
            if (sn == 0)
            {
                return false;
            }

            if ((fn & 1) == 1 || fn == sn)
            {
                fr = MerkleHash.Node(path[i], fr);
                sr = MerkleHash.Node(path[i], sr);
                while ((fn & 1) == 0 && fn != 0)
                {
                    fn >>= 1;
                    sn >>= 1;
                }
            }
            else
            {
                sr = MerkleHash.Node(sr, path[i]);
            }

            fn >>= 1;
            sn >>= 1;
        }

        return sn == 0 && fr == firstHash && sr == secondHash;
    }
}
