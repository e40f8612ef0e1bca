using System.Collections.Immutable;
using System.Globalization;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Certs;

/// <summary>
/// K of N subjects that must agree (RFC 2693 section 6.3.3): <c>(k-of-n k n subject*)</c>, k and n in decimal. The
/// right reaches whoever k of them pass their share to.
/// </summary>
/// <param name="K">How many must agree, 1 to the number of subjects.</param>
/// <param name="Branches">The subjects. No key stands twice, here or in a threshold inside.</param>
public sealed record ThresholdSubject(int K, ImmutableArray<Subject> Branches) : Subject
{
    /// <summary>The most subjects in one threshold.</summary>
    public const int MaxBranches = 32;

    /// <summary>The most thresholds inside each other.</summary>
    public const int MaxNesting = 3;

    /// <inheritdoc/>
    public override SexpNode ToSexp() =>
        SexpList.Of(["k-of-n", Decimal(K), Decimal(Branches.Length), .. Branches.Select(branch => branch.ToSexp())]);

    /// <inheritdoc/>
    public bool Equals(ThresholdSubject? other) => other is not null && ToSexp().Equals(other.ToSexp());

    /// <inheritdoc/>
    public override int GetHashCode() => ToSexp().GetHashCode();

    internal static ThresholdSubject? ReadFields(SexpList list, int nesting, ref CertError error)
    {
        if (nesting == MaxNesting)
        {
            return Refuse.With<ThresholdSubject>(ref error, CertFault.NestedTooDeep, "k-of-n");
        }

        int branches = list.Count - 3;
        if (branches is < 1 or > MaxBranches
            || !IsDecimal(list[2], branches)
            || Enumerable.Range(1, branches).FirstOrDefault(k => IsDecimal(list[1], k)) is not (> 0 and var needed))
        {
            return Refuse.With<ThresholdSubject>(ref error, CertFault.BadThreshold, "k-of-n");
        }

        List<Subject> subjects = [];
        foreach (SexpNode node in list.Items.Skip(3))
        {
            if (Read(node, nesting + 1, ref error) is not { } subject)
            {
                return null;
            }

            subjects.Add(subject);
        }

        ThresholdSubject threshold = new(needed, [.. subjects]);
        return nesting == 0 && threshold.RepeatsAKey()
            ? Refuse.With<ThresholdSubject>(ref error, CertFault.RepeatedKey, "k-of-n")
            : threshold;
    }

    private static bool IsDecimal(SexpNode node, int value) =>
        node is SexpAtom atom && atom.Equals(SexpAtom.Of(Decimal(value)));

    private static string Decimal(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// Whether one party stands twice in the tree: the same key, or the same subject of another kind. It would
    /// count for two.
    /// </summary>
    private bool RepeatsAKey()
    {
        HashSet<Principal> keys = [];
        HashSet<SexpNode> others = [];
        Stack<Subject> open = new([this]);
        while (open.TryPop(out Subject? subject))
        {
            bool fresh = subject switch
            {
                KeySubject key => keys.Add(key.Key.Principal),
                ThresholdSubject => true,
                _ => others.Add(subject.ToSexp()),
            };
            if (!fresh)
            {
                return true;
            }

            foreach (Subject branch in subject is ThresholdSubject inner ? inner.Branches : [])
            {
                open.Push(branch);
            }
        }

        return false;
    }
}
