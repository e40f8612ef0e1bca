using System.Text.Json;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;

namespace HiperNet.Cli.Certs;

/// <summary>SPKI objects of every kind in words and field by field.</summary>
internal static class ObjectText
{
    /// <summary>An object in a line or a few.</summary>
    public static IEnumerable<string> Lines(SpkiObject item, Labels labels) => item switch
    {
        Certificate certificate =>
        [
            $"certificate {certificate.Id}",
            "  " + CertificateText.Line(certificate, labels),
            .. Details(certificate),
        ],
        KeyObject key => [$"key {key.Key.Principal} ({key.Key.Algorithm.Name()})"],
        Signature signature => [$"signature by {labels.Of(signature.Signer.Principal)}"],
        Acl acl => ["acl", .. acl.Entries.Select(entry => "  " + CertificateText.Line(entry, labels))],
        Crl crl =>
        [
            $"crl {crl.Id}{CertificateText.Times(crl.Validity)}",
            .. crl.Canceled.Order().Select(id => $"  cancels {id}"),
        ],
        DeltaCrl delta =>
        [
            $"delta-crl {delta.Id}, adds to {delta.Predecessor}{CertificateText.Times(delta.Validity)}",
            .. delta.Canceled.Order().Select(id => $"  cancels {id}"),
        ],
        TimedRevalidation reval =>
        [
            $"reval{CertificateText.Times(reval.Validity)}",
            .. reval.Valid.Order().Select(id => $"  still valid: {id}"),
        ],
        OneTimeRevalidation once => [$"reval of {once.Valid}, for one decision"],
        _ => [item.ToString()],
    };

    /// <summary>The fields of an object.</summary>
    public static void Write(Utf8JsonWriter json, SpkiObject item)
    {
        json.WriteString("kind", Kind(item));
        switch (item)
        {
            case Certificate certificate:
                CertificateText.Write(json, certificate);
                break;
            case KeyObject key:
                json.WriteString("principal", key.Key.Principal.ToString());
                json.WriteString("algorithm", key.Key.Algorithm.Name());
                break;
            case Signature signature:
                json.WriteString("signer", signature.Signer.Principal.ToString());
                break;
            case Acl acl:
                json.WriteStartArray("entries");
                foreach (AclEntry entry in acl.Entries)
                {
                    json.WriteStartObject();
                    CertificateText.Write(json, entry);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                break;
            case Crl crl:
                CertificateText.Write(json, crl.Validity);
                WriteIds(json, "canceled", crl.Canceled);
                break;
            case DeltaCrl delta:
                json.WriteString("predecessor", delta.Predecessor.ToString());
                CertificateText.Write(json, delta.Validity);
                WriteIds(json, "canceled", delta.Canceled);
                break;
            case TimedRevalidation reval:
                CertificateText.Write(json, reval.Validity);
                WriteIds(json, "valid", reval.Valid);
                break;
            case OneTimeRevalidation once:
                WriteIds(json, "valid", [once.Valid]);
                break;
        }

        json.WriteString("sexp", item.ToString());
    }

    private static string Kind(SpkiObject item) => item is NameCertificate
        ? "name-cert"
        : System.Text.Encoding.ASCII.GetString(item.Node.Head);

    private static IEnumerable<string> Details(Certificate certificate)
    {
        foreach (OnlineTest test in certificate.Validity.Tests)
        {
            yield return "  asks for " + test.ToSexp();
        }

        if (certificate.Details.Comment is { } comment)
        {
            yield return "  comment: " + comment;
        }
    }

    private static void WriteIds(Utf8JsonWriter json, string name, IEnumerable<ObjectId> ids)
    {
        json.WriteStartArray(name);
        foreach (ObjectId id in ids.Order())
        {
            json.WriteStringValue(id.ToString());
        }

        json.WriteEndArray();
    }
}
