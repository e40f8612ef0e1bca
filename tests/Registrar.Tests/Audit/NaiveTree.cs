using System.Security.Cryptography;

namespace HiperNet.Registrar.Tests.Audit;

/// <summary>The recursive definitions of RFC 9162 section 2, word for word and as slow as they are.</summary>
internal static class NaiveTree
{
    public static byte[] Root(ReadOnlySpan<byte[]> leaves)
    {
        switch (leaves.Length)
        {
            case 0:
                return SHA256.HashData([]);
            case 1:
                return SHA256.HashData([0, .. leaves[0]]);
            default:
                int k = Cut(leaves.Length);
                return SHA256.HashData([1, .. Root(leaves[..k]), .. Root(leaves[k..])]);
        }
    }

    public static List<byte[]> Path(int index, ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 1)
        {
            return [];
        }

        int k = Cut(leaves.Length);
        return index < k
            ? [.. Path(index, leaves[..k]), Root(leaves[k..])]
            : [.. Path(index - k, leaves[k..]), Root(leaves[..k])];
    }

    public static List<byte[]> Subproof(int older, ReadOnlySpan<byte[]> leaves, bool whole)
    {
        if (older == leaves.Length)
        {
            return whole ? [] : [Root(leaves)];
        }

        int k = Cut(leaves.Length);
        return older <= k
            ? [.. Subproof(older, leaves[..k], whole), Root(leaves[k..])]
            : [.. Subproof(older - k, leaves[k..], whole: false), Root(leaves[..k])];
    }

    private static int Cut(int count)
    {
        int k = 1;
        while (2 * k < count)
        {
            k *= 2;
        }

        return k;
    }
}
