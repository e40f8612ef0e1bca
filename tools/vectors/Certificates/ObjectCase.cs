using System.Text.Json;
using HiperNet.Spki.Sexp;
using HiperNet.Vectors.Decisions;

namespace HiperNet.Vectors.Certificates;

/// <summary>An S-expression and whether it is an object.</summary>
/// <param name="Name">The case in words; no two have the same.</param>
/// <param name="Kind">The class that it must become, or null if it is refused.</param>
/// <param name="Fault">Why it must be refused: a CertFault, and after a stroke a KeyFault or TagFault.</param>
/// <param name="Text">The object, as <see cref="Make.Node"/> reads it.</param>
internal sealed record ObjectCase(string Name, string? Kind, string? Fault, string Text)
{
    /// <summary>Writes the case as a JSON object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        SexpList node = Make.Node(Text);
        json.WriteStartObject();
        json.WriteString("name", Name);
        json.WriteString("input", Convert.ToHexStringLower(node.Canonical.Span));
        json.WriteString("result", Kind is null ? "refused" : "accepted");
        if (Kind is not null)
        {
            json.WriteString("kind", Kind);
        }

        if (Fault?.Split('/') is [var fault, .. var detail])
        {
            json.WriteString("fault", fault);
            if (detail is [var one])
            {
                json.WriteString("detail", one);
            }
        }

        json.WriteEndObject();
    }
}
