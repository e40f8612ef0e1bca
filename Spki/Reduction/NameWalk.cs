using System.Collections.Immutable;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Reduction;

/// <summary>A name on its way to the keys it means, one identifier after the other (RFC 2693 section 6.4).</summary>
internal sealed class NameWalk(ImmutableArray<SexpAtom> identifiers, bool toKeyholder, Arrival arrival)
{
    private readonly HashSet<(int Index, Principal Key)> reached = [];

    public ImmutableArray<SexpAtom> Identifiers => identifiers;

    /// <summary>Whether the holder of the key is meant rather than the key.</summary>
    public bool ToKeyholder => toKeyholder;

    public Arrival Arrival => arrival;

    /// <summary>Whether the walk comes to this key at this identifier for the first time, which is its best.</summary>
    public bool Reach(int index, Principal key) => reached.Add((index, key));
}
