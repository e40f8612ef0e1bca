using System.Text.Json;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Reduction;

namespace HiperNet.Cli.Certs;

/// <summary>A decision in words, as the chain that it rests on or the reason against it.</summary>
internal static class DecisionText
{
    /// <summary>The answer, and the chain from the root to the subject.</summary>
    public static IEnumerable<string> Granted(DecisionQuery query, Decision decision, Labels labels)
    {
        yield return $"granted: {Asked(query, labels)} until {decision.Until}";
        foreach (ProofStep step in decision.Proof!.Steps)
        {
            yield return "  " + Line(step, labels);
        }

        if (decision.Proof.Steps.IsEmpty)
        {
            yield return "  the subject is the root itself";
        }
    }

    /// <summary>The answer, and what is wrong, in the order of the chain that comes closest.</summary>
    public static IEnumerable<string> Denied(DecisionQuery query, Decision decision, Labels labels)
    {
        bool first = true;
        foreach (DenialPart part in decision.Denial!.Parts)
        {
            string line = part.Certificate is { } certificate ? CertificateText.Line(certificate, labels) + ": "
                : part.Entry is { } entry ? CertificateText.Line(entry, labels) + ": "
                : "";
            yield return (first ? "refused: " : "  and ") + line + labels.InText(part.Detail);
            first = false;
        }

        yield return $"  asked for {Asked(query, labels)}";
    }

    /// <summary>The chain or the reasons, field by field.</summary>
    public static void Write(Utf8JsonWriter json, Decision decision, Labels labels)
    {
        if (decision.Proof is { } proof)
        {
            json.WriteStartArray("chain");
            foreach (ProofStep step in proof.Steps)
            {
                json.WriteStartObject();
                json.WriteString("text", Line(step, labels));
                WriteFields(json, step.Certificate?.Certificate, step.Entry);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            return;
        }

        json.WriteString("reason", decision.Denial!.Reason.ToString());
        json.WriteStartArray("reasons");
        foreach (DenialPart part in decision.Denial.Parts)
        {
            json.WriteStartObject();
            json.WriteString("reason", part.Reason.ToString());
            json.WriteString("detail", part.Detail);
            WriteFields(json, part.Certificate, part.Entry);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFields(Utf8JsonWriter json, Certificate? certificate, AclEntry? entry)
    {
        if (certificate is not null)
        {
            CertificateText.Write(json, certificate);
        }
        else if (entry is not null)
        {
            CertificateText.Write(json, entry);
        }
    }

    private static string Line(ProofStep step, Labels labels) => step.Certificate is { } pooled
        ? CertificateText.Line(pooled.Certificate, labels)
        : CertificateText.Line(step.Entry!, labels);

    private static string Asked(DecisionQuery query, Labels labels)
    {
        string subject = query.Subject.Kind == PartyKind.Key ? labels.Of(query.Subject.Id) : query.Subject.ToString();
        return $"{labels.Of(query.Request.ToSexp())} to {subject} at {query.Time}";
    }
}
