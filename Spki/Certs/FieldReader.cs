using HiperNet.Spki.Keys;
using HiperNet.Spki.Names;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Tags;

namespace HiperNet.Spki.Certs;

/// <summary>
/// Reads the fields of an object. For a certificate they come in any order, each at most once; for other objects
/// they are positional (draft-06), which <see cref="TakeList"/> follows.
/// </summary>
internal sealed class FieldReader
{
    private readonly SexpList list;
    private int next = 1;

    public FieldReader(SexpList list) => this.list = list;

    /// <summary>Whether every element was taken.</summary>
    public bool AtEnd => next == list.Count;

    /// <summary>The next element, or null at the end; it is taken.</summary>
    public SexpNode? Take() => AtEnd ? null : list[next++];

    /// <summary>Takes the next element if it is a list named <paramref name="name"/>, else leaves it.</summary>
    public SexpList? TakeList(ReadOnlySpan<byte> name)
    {
        if (AtEnd || list[next] is not SexpList field || !field.Head.SequenceEqual(name))
        {
            return null;
        }

        next++;
        return field;
    }

    /// <summary>Refuses an object whose version is there and not 0. Written <c>(version 0)</c>.</summary>
    public bool TakeVersion(ref CertError error) =>
        TakeList("version"u8) is not { } version || CheckVersion(version, ref error);

    /// <summary>Refuses what stands after the last field.</summary>
    public bool End(ref CertError error, string name) => AtEnd || Refuse.It(ref error, CertFault.UnknownField, name);

    /// <summary>The fields of a certificate by name, or null if one is unknown or repeated.</summary>
    public Dictionary<string, SexpList>? TakeAll(IReadOnlySet<string> known, ref CertError error)
    {
        Dictionary<string, SexpList> fields = new(StringComparer.Ordinal);
        while (Take() is { } node)
        {
            if (node is not SexpList { Head.Length: > 0 } field)
            {
                return Refuse.With<Dictionary<string, SexpList>>(ref error, CertFault.BadField, "cert");
            }

            string name = System.Text.Encoding.Latin1.GetString(field.Head);
            if (!known.Contains(name))
            {
                return Refuse.With<Dictionary<string, SexpList>>(ref error, CertFault.UnknownField, Printable(name));
            }

            if (!fields.TryAdd(name, field))
            {
                return Refuse.With<Dictionary<string, SexpList>>(ref error, CertFault.DuplicateField, name);
            }
        }

        return fields;
    }

    public static bool CheckVersion(SexpList version, ref CertError error)
    {
        if (version is not [_, SexpAtom number])
        {
            return Refuse.It(ref error, CertFault.BadField, "version");
        }

        return number.Is("0"u8) || Refuse.It(ref error, CertFault.UnknownVersion, "version");
    }

    public static PrincipalReference? Principal(SexpNode node, string field, ref CertError error)
    {
        if (PrincipalReference.TryParse(node, out PrincipalReference? principal, out KeyFault fault))
        {
            return principal;
        }

        error = error.Fault == CertFault.None ? new CertError(CertFault.BadPrincipal, field, fault) : error;
        return null;
    }

    public static Name? Name(SexpNode node, string field, ref CertError error)
    {
        if (Names.Name.TryParse(node, out Name? name, out KeyFault fault))
        {
            return name;
        }

        CertFault kind = fault == KeyFault.None ? CertFault.BadName : CertFault.BadPrincipal;
        error = error.Fault == CertFault.None ? new CertError(kind, field, fault) : error;
        return null;
    }

    public static SpkiHash? Hash(SexpNode? node, string field, ref CertError error)
    {
        if (node is null)
        {
            return Refuse.With<SpkiHash>(ref error, CertFault.MissingField, field);
        }

        if (SpkiHash.TryParse(node, out SpkiHash? hash, out KeyFault fault))
        {
            return hash;
        }

        error = error.Fault == CertFault.None ? new CertError(CertFault.BadPrincipal, field, fault) : error;
        return null;
    }

    public static TagExpression? Tag(SexpList node, ref CertError error)
    {
        if (TagExpression.TryParseWrapped(node, out TagExpression? tag, out TagFault fault))
        {
            return tag;
        }

        error = error.Fault == CertFault.None ? new CertError(CertFault.BadTag, "tag", Tag: fault) : error;
        return null;
    }

    /// <summary>The only octet string in <c>(name octets)</c>.</summary>
    public static SexpAtom? Text(SexpList? field, string name, ref CertError error) => field switch
    {
        null => null,
        [_, SexpAtom text] => text,
        _ => Refuse.With<SexpAtom>(ref error, CertFault.BadField, name),
    };

    /// <summary>The only <c>(uri ...)</c> in <c>(name (uri ...))</c>.</summary>
    public static Uris? Info(SexpList? field, string name, ref CertError error)
    {
        if (field is null)
        {
            return null;
        }

        return (field is [_, var uris] ? Uris.Parse(uris) : null)
            ?? Refuse.With<Uris>(ref error, CertFault.BadField, name);
    }

    private static string Printable(string name) => new SexpAtom(System.Text.Encoding.Latin1.GetBytes(name)).ToString();
}
