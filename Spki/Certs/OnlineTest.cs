using System.Collections.Immutable;
using HiperNet.Spki.Names;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Certs;

/// <summary>
/// A test that a certificate asks to be made before it counts:
/// <c>(online crl|reval|one-time (uri ...) principal (id octets)? s-part*)</c>.
/// </summary>
/// <param name="Kind">Which test.</param>
/// <param name="Places">Where the answer may be had. Nothing here fetches it.</param>
/// <param name="Principal">Whose signature the answer must bear.</param>
/// <param name="Id">What the answering service knows the certificate by, if it says so.</param>
/// <param name="Parts">Further parts for the answering service, kept and not looked at.</param>
public sealed record OnlineTest(
    OnlineTestKind Kind,
    Uris Places,
    PrincipalReference Principal,
    SexpAtom? Id = null,
    ImmutableArray<SexpNode> Parts = default)
{
    /// <summary>The object, <c>(online ...)</c>.</summary>
    public SexpList ToSexp()
    {
        List<SexpNode> items = ["online", Word(Kind), Places.ToSexp(), Principal.ToSexp()];
        if (Id is not null)
        {
            items.Add(SexpList.Of("id", Id));
        }

        items.AddRange(Parts.IsDefault ? [] : Parts);
        return new SexpList([.. items]);
    }

    internal static OnlineTest? Read(SexpList node, ref CertError error)
    {
        if (node.Count < 4 || node[1] is not SexpAtom word || KindOf(word) is not { } kind)
        {
            return Refuse.With<OnlineTest>(ref error, CertFault.UnknownOnlineTest, "online");
        }

        if (Uris.Parse(node[2]) is not { } places)
        {
            return Refuse.With<OnlineTest>(ref error, CertFault.BadField, "online");
        }

        if (FieldReader.Principal(node[3], "online", ref error) is not { } principal)
        {
            return null;
        }

        int next = 4;
        SexpAtom? id = null;
        if (node.Count > 4 && node[4] is SexpList { Count: 2 } field && field.Head.SequenceEqual("id"u8))
        {
            id = field[1] as SexpAtom;
            next = 5;
            if (id is null)
            {
                return Refuse.With<OnlineTest>(ref error, CertFault.BadField, "id");
            }
        }

        return new OnlineTest(kind, places, principal, id, node.Items[next..]);
    }

    private static string Word(OnlineTestKind kind) => kind switch
    {
        OnlineTestKind.Crl => "crl",
        OnlineTestKind.Reval => "reval",
        OnlineTestKind.OneTime => "one-time",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static OnlineTestKind? KindOf(SexpAtom word) =>
        word.Is("crl"u8) ? OnlineTestKind.Crl
        : word.Is("reval"u8) ? OnlineTestKind.Reval
        : word.Is("one-time"u8) ? OnlineTestKind.OneTime
        : null;
}
