using System.Diagnostics.CodeAnalysis;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Certs;

/// <summary>Who a certificate speaks of (RFC 2693 section 6.1; draft-06, <c>subj-obj</c>).</summary>
public abstract record Subject
{
    private protected Subject()
    {
    }

    /// <summary>The object, without the <c>(subject ...)</c> around it.</summary>
    public abstract SexpNode ToSexp();

    /// <summary>Reads a subject of any kind.</summary>
    public static bool TryParse(SexpNode node, [NotNullWhen(true)] out Subject? subject, out CertError error)
    {
        error = default;
        subject = Read(node, nesting: 0, ref error);
        return subject is not null;
    }

    internal static Subject? Read(SexpNode? node, int nesting, ref CertError error)
    {
        if (node is not SexpList { Head.Length: > 0 } list)
        {
            return Refuse.With<Subject>(ref error, CertFault.BadField, "subject");
        }

        return System.Text.Encoding.ASCII.GetString(list.Head) switch
        {
            "public-key" or "hash" =>
                FieldReader.Principal(list, "subject", ref error) is { } key ? new KeySubject(key) : null,
            "name" => FieldReader.Name(list, "subject", ref error) is { } name ? new NameSubject(name) : null,
            "object-hash" => ObjectHashSubject.ReadFields(list, ref error),
            "keyholder" => KeyholderSubject.ReadFields(list, ref error),
            "k-of-n" => ThresholdSubject.ReadFields(list, nesting, ref error),
            _ => Refuse.With<Subject>(ref error, CertFault.BadField, "subject"),
        };
    }

    /// <summary>The advanced form on one line.</summary>
    public sealed override string ToString() => ToSexp().ToString();
}
