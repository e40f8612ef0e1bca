using HiperNet.Spki.Certs;

namespace HiperNet.Spki.Reduction;

/// <summary>
/// How good a derivation is: fewer faults first, then the later end, then fewer certificates, then the smaller hash,
/// so that the best one does not depend on the order of the pool. Joining two never gives a better one than either,
/// which is what lets a search settle facts in the order of their labels (Knuth's generalisation of Dijkstra): whatever
/// is joined has more certificates than before, so that hashes decide only between derivations of one size. The tie is
/// of all certificates of a derivation, not of the last alone, as the same one may end two of them.
/// </summary>
internal readonly record struct Label(int Faults, SpkiTime Until, int Size, ulong Tie) : IComparable<Label>
{
    public static Label Best { get; } = new(0, SpkiTime.Forever, 0, 0);

    public static Label Join(Label left, Label right) => new(
        Add(left.Faults, right.Faults),
        SpkiTime.Min(left.Until, right.Until),
        Add(left.Size, right.Size),
        unchecked(left.Tie + right.Tie));

    public Label WithFault() => this with { Faults = Faults + 1 };

    // Thresholds above each other double these: they stop at the most rather than start again below zero.
    private static int Add(int left, int right) => (int)Math.Min((long)left + right, int.MaxValue);

    public int CompareTo(Label other)
    {
        int order = Faults.CompareTo(other.Faults);
        order = order != 0 ? order : other.Until.CompareTo(Until);
        order = order != 0 ? order : Size.CompareTo(other.Size);
        return order != 0 ? order : Tie.CompareTo(other.Tie);
    }
}
