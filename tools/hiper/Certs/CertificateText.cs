using System.Text;
using System.Text.Json;
using HiperNet.Spki.Certs;

namespace HiperNet.Cli.Certs;

/// <summary>
/// Certificates in words, for people, and field by field, for programs. Neither says whether one is good.
/// </summary>
internal static class CertificateText
{
    /// <summary>
    /// A certificate in a sentence: "R grants (vm R) to H until 2026-12-01_00:00:00, to be passed on".
    /// </summary>
    public static string Line(Certificate certificate, Labels labels)
    {
        string issuer = labels.Of(certificate.Issuer.Principal);
        string subject = labels.Of(certificate.Subject.ToSexp());
        return certificate switch
        {
            NameCertificate name =>
                $"{issuer} calls {subject} by the name {name.Defines.Identifier}{Times(name.Validity)}",
            AuthorizationCertificate grant =>
                $"{issuer} grants {labels.Of(grant.Tag.ToSexp())} to {subject}{Times(grant.Validity)}"
                + PassedOn(grant.Delegation, labels),
            _ => throw new ArgumentException("Neither a grant nor a definition.", nameof(certificate)),
        };
    }

    /// <summary>An entry of an ACL in a sentence.</summary>
    public static string Line(AclEntry entry, Labels labels) =>
        $"the ACL grants {labels.Of(entry.Tag.ToSexp())} to {labels.Of(entry.Subject.ToSexp())}"
        + $"{Times(entry.Validity)}{PassedOn(entry.Delegation, labels)}";

    /// <summary>The fields of a certificate.</summary>
    public static void Write(Utf8JsonWriter json, Certificate certificate)
    {
        json.WriteString("certificate", certificate.Id.ToString());
        json.WriteString("issuer", certificate.Issuer.Principal.ToString());
        json.WriteString("subject", certificate.Subject.ToString());
        if (certificate is NameCertificate name)
        {
            json.WriteString("name", name.Defines.Identifier.ToString());
        }
        else if (certificate is AuthorizationCertificate grant)
        {
            Write(json, grant.Tag.ToString(), grant.Delegation);
        }

        Write(json, certificate.Validity);
        if (certificate.Details.Comment is { } comment)
        {
            json.WriteString("comment", comment.ToString());
        }
    }

    /// <summary>The fields of an entry of an ACL.</summary>
    public static void Write(Utf8JsonWriter json, AclEntry entry)
    {
        json.WriteString("subject", entry.Subject.ToString());
        Write(json, entry.Tag.ToString(), entry.Delegation);
        Write(json, entry.Validity);
    }

    /// <summary>The limits of a validity; a limit that is not there is left out.</summary>
    public static void Write(Utf8JsonWriter json, Validity validity)
    {
        if (validity.NotBefore != SpkiTime.Always)
        {
            json.WriteString("not_before", validity.NotBefore.ToString());
        }

        if (validity.NotAfter != SpkiTime.Forever)
        {
            json.WriteString("not_after", validity.NotAfter.ToString());
        }

        if (!validity.Tests.IsEmpty)
        {
            json.WriteStartArray("online");
            foreach (OnlineTest test in validity.Tests)
            {
                json.WriteStringValue(test.ToSexp().ToString());
            }

            json.WriteEndArray();
        }
    }

    /// <summary>" from .. until ..", or nothing; online tests are mentioned.</summary>
    public static string Times(Validity validity)
    {
        StringBuilder text = new();
        text.Append(validity.NotBefore == SpkiTime.Always ? "" : $" from {validity.NotBefore}");
        text.Append(validity.NotAfter == SpkiTime.Forever ? "" : $" until {validity.NotAfter}");
        text.Append(validity.Tests.IsEmpty ? "" : $" while {validity.Tests.Length} online test(s) pass");
        return text.ToString();
    }

    private static void Write(Utf8JsonWriter json, string tag, Delegation delegation)
    {
        json.WriteString("tag", tag);
        json.WriteString("delegation", delegation.Kind.ToString().ToLowerInvariant());
        if (delegation.Kind == DelegationKind.Named)
        {
            json.WriteStartArray("delegates");
            foreach (Spki.Keys.Principal key in delegation.Named)
            {
                json.WriteStringValue(key.ToString());
            }

            json.WriteEndArray();
        }
    }

    private static string PassedOn(Delegation delegation, Labels labels) => delegation.Kind switch
    {
        DelegationKind.None => "",
        DelegationKind.Any => ", who may pass it on",
        DelegationKind.Named => $", who may pass it on to {string.Join(", ", delegation.Named.Select(labels.Of))} only",
        _ => throw new ArgumentOutOfRangeException(nameof(delegation)),
    };
}
