using System.Collections.Immutable;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Certs;

/// <summary>
/// Whether and to whom a subject may pass a right on: to nobody, to anybody (<c>(propagate)</c>), or to named keys
/// only (<c>(propagate (* set K1 K2 ...))</c>, the HIPerNet paper's delegation field). Named keys bind the whole
/// rest of a chain: whoever receives the right below must be one of them.
/// </summary>
public sealed class Delegation : IEquatable<Delegation>
{
    /// <summary>The most keys that one delegation may name.</summary>
    public const int MaxNamed = 64;

    private Delegation(DelegationKind kind, ImmutableArray<Principal> named)
    {
        Kind = kind;
        Named = named;
    }

    /// <summary>Not to be passed on: no <c>propagate</c> field.</summary>
    public static Delegation None { get; } = new(DelegationKind.None, []);

    /// <summary>To anybody: <c>(propagate)</c>.</summary>
    public static Delegation Any { get; } = new(DelegationKind.Any, []);

    /// <summary>Which of the three it is.</summary>
    public DelegationKind Kind { get; }

    /// <summary>
    /// The named keys, sorted; empty unless <see cref="Kind"/> is <see cref="DelegationKind.Named"/>.
    /// </summary>
    public ImmutableArray<Principal> Named { get; }

    /// <summary>To these keys only; to nobody if there are none.</summary>
    public static Delegation To(params IEnumerable<Principal> keys)
    {
        ImmutableArray<Principal> sorted = [.. keys.Distinct().Order()];
        return sorted.IsEmpty ? None : new Delegation(DelegationKind.Named, sorted);
    }

    /// <summary>Whether the right may be passed to <paramref name="key"/>.</summary>
    public bool Permits(Principal key) => Kind switch
    {
        DelegationKind.None => false,
        DelegationKind.Any => true,
        DelegationKind.Named => Named.BinarySearch(key) >= 0,
        _ => throw new InvalidOperationException(),
    };

    /// <summary>What both permit: the delegation of a right that came through both (RFC 2693 section 6.3).</summary>
    public Delegation Intersect(Delegation other) => (Kind, other.Kind) switch
    {
        (DelegationKind.None, _) or (_, DelegationKind.None) => None,
        (DelegationKind.Any, _) => other,
        (_, DelegationKind.Any) => this,
        _ => To(Named.Where(other.Permits)),
    };

    /// <summary>Whether this permits everything that <paramref name="other"/> does.</summary>
    public bool Covers(Delegation other) => Intersect(other).Equals(other);

    /// <inheritdoc/>
    public bool Equals(Delegation? other) =>
        other is not null && Kind == other.Kind && Named.AsSpan().SequenceEqual(other.Named.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Delegation);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Named.Length, Named.IsEmpty ? default : Named[0]);

    /// <summary>The field of a certificate, or null for none.</summary>
    public SexpList? ToSexp() => Kind switch
    {
        DelegationKind.None => null,
        DelegationKind.Any => SexpList.Of("propagate"),
        DelegationKind.Named => SexpList.Of(
            "propagate", SexpList.Of(["*", "set", .. Named.Select(key => (SexpNode)key.ToSexp())])),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>One word, or the named keys.</summary>
    public override string ToString() =>
        Kind == DelegationKind.Named ? string.Join(", ", Named) : Kind == DelegationKind.Any ? "any" : "none";

    internal static Delegation? Read(SexpList? field, ref CertError error)
    {
        switch (field)
        {
            case null:
                return None;
            case [_]:
                return Any;
            case [_, SexpList { Count: > 2 and <= MaxNamed + 2 } set]
                when set.Head.SequenceEqual("*"u8) && set[1] is SexpAtom kind && kind.Is("set"u8):
                return ReadNamed(set, ref error);
            default:
                return Refuse.With<Delegation>(ref error, CertFault.BadField, "propagate");
        }
    }

    private static Delegation? ReadNamed(SexpList set, ref CertError error)
    {
        List<Principal> keys = [];
        foreach (SexpNode node in set.Items.Skip(2))
        {
            if (FieldReader.Principal(node, "propagate", ref error) is not { } key)
            {
                return null;
            }

            keys.Add(key.Principal);
        }

        return To(keys);
    }
}
