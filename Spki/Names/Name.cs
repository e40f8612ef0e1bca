using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Names;

/// <summary>
/// An SDSI name: fully qualified, <c>(name K n1 n2 ...)</c>, or relative, <c>(name n1 n2 ...)</c>. A relative name
/// starts in the name space of the issuer of the certificate that it stands in (RFC 2693 section 2.8).
/// </summary>
/// <param name="Owner">Whose name space it starts in; null for a relative name.</param>
/// <param name="Identifiers">1 to <see cref="MaxIdentifiers"/> octet strings.</param>
public sealed record Name(PrincipalReference? Owner, ImmutableArray<SexpAtom> Identifiers)
{
    /// <summary>The most identifiers in one name. Each costs a step of resolution.</summary>
    public const int MaxIdentifiers = 16;

    /// <summary>The object, <c>(name ...)</c>.</summary>
    public SexpList ToSexp() =>
        Owner is null ? SexpList.Of(["name", .. Identifiers]) : SexpList.Of(["name", Owner.ToSexp(), .. Identifiers]);

    /// <summary>Reads <c>(name [K] n+)</c>. A key fault of the owner is reported in <paramref name="fault"/>.</summary>
    public static bool TryParse(SexpNode node, [NotNullWhen(true)] out Name? name, out KeyFault fault)
    {
        name = null;
        fault = KeyFault.None;
        if (node is not SexpList { Count: > 1 } list || !list.Head.SequenceEqual("name"u8))
        {
            return false;
        }

        PrincipalReference? owner = null;
        if (list[1] is SexpList && !PrincipalReference.TryParse(list[1], out owner, out fault))
        {
            return false;
        }

        int first = owner is null ? 1 : 2;
        ImmutableArray<SexpAtom> identifiers = [.. list.Items.Skip(first).OfType<SexpAtom>()];
        if (identifiers.Length != list.Count - first || identifiers.Length is 0 or > MaxIdentifiers)
        {
            return false;
        }

        name = new Name(owner, identifiers);
        return true;
    }
}
