using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Registrar.Audit;

/// <summary>
/// What a log says of itself: <c>(checkpoint (origin (hash sha256 H)) (size N) (root (hash sha256 R)) (time T))</c>, in
/// this order and in one spelling (spec/registrar-api.md).
/// </summary>
/// <param name="Origin">The key of the log.</param>
/// <param name="Size">How many entries it has; at most <see cref="LogLimits.Entries"/>.</param>
/// <param name="Root">The root of its tree.</param>
/// <param name="Time">When it was so.</param>
public sealed record Checkpoint(Principal Origin, long Size, MerkleHash Root, SpkiTime Time)
{
    private const int MaxDigits = 19;

    /// <summary>Reads a checkpoint; every other spelling is refused.</summary>
    public static bool TryParse(SexpNode node, [NotNullWhen(true)] out Checkpoint? checkpoint)
    {
        checkpoint = null;
        if (node is not SexpList { Count: 5 } list || !list.Head.SequenceEqual("checkpoint"u8)
            || Field(list[1], "origin"u8) is not { } originNode || Field(list[2], "size"u8) is not SexpAtom sizeNode
            || Field(list[3], "root"u8) is not { } rootNode || Field(list[4], "time"u8) is not SexpAtom timeNode
            || !Principal.TryParse(originNode, out Principal origin, out _)
            || !SpkiHash.TryParse(rootNode, out SpkiHash? root, out _) || root.Algorithm != SpkiHashAlgorithm.Sha256
            || !TryReadSize(sizeNode, out long size)
            || !SpkiTime.TryParse(timeNode.Octets.Span, out SpkiTime time))
        {
            return false;
        }

        Checkpoint read = new(origin, size, MerkleHash.Of(root.Value.Span), time);
        checkpoint = read.ToSexp().Equals(node) ? read : null;
        return checkpoint is not null;
    }

    /// <summary>The object.</summary>
    public SexpList ToSexp() => SexpList.Of(
        "checkpoint",
        SexpList.Of("origin", Origin.ToSexp()),
        SexpList.Of("size", Size.ToString(CultureInfo.InvariantCulture)),
        SexpList.Of("root", new SpkiHash(SpkiHashAlgorithm.Sha256, Root.ToArray()).ToSexp()),
        SexpList.Of("time", Time.ToString()));

    private static SexpNode? Field(SexpNode node, ReadOnlySpan<byte> name) =>
        node is SexpList { Count: 2 } list && list.Head.SequenceEqual(name) ? list[1] : null;

    private static bool TryReadSize(SexpAtom atom, out long size)
    {
        size = 0;
        return atom.Octets.Length <= MaxDigits
            && long.TryParse(
                Encoding.ASCII.GetString(atom.Octets.Span),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out size)
            && size <= LogLimits.Entries;
    }
}
