using System.Text.Json;
using HiperNet.Spki.Sexp;

namespace HiperNet.Vectors.Sexp;

/// <summary>One input and what a reader must say to it.</summary>
/// <param name="Form">The form that the reader expects.</param>
/// <param name="Name">The case in words; no two cases of a form have the same.</param>
/// <param name="Input">The bytes, as pieces in a row.</param>
/// <param name="Fault">Why it must be refused, or <see cref="SexpFault.None"/>.</param>
/// <param name="Canonical">The canonical form that it must become, written by hand; empty if refused.</param>
/// <param name="Clause">The section of RFC 9804 that decides, or the limit.</param>
public sealed record SexpCase(
    SexpForm Form,
    string Name,
    IReadOnlyList<Repeated> Input,
    SexpFault Fault,
    IReadOnlyList<Repeated> Canonical,
    string Clause)
{
    /// <summary>The part of a reader that must refuse.</summary>
    public string Layer => Fault switch
    {
        SexpFault.TooDeep or SexpFault.AtomTooLong or SexpFault.TooManyElements or SexpFault.InputTooLong => "limits",
        SexpFault.BadBase64 or SexpFault.BadHex or SexpFault.BadEscape => "encoding",
        SexpFault.LeadingZero or SexpFault.LengthMismatch => "length",
        SexpFault.MisplacedHint => "hint",
        _ => "syntax",
    };

    /// <summary>Writes the case as a JSON object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        bool isAccepted = Fault == SexpFault.None;
        json.WriteStartObject();
        json.WriteString("name", Name);
        json.WriteString("form", Form.ToString().ToLowerInvariant());
        json.WritePropertyName("input");
        Repeated.WriteValue(json, Input);
        json.WriteString("result", isAccepted ? "accepted" : "refused");
        if (isAccepted)
        {
            json.WritePropertyName("canonical");
            Repeated.WriteValue(json, Canonical);
            json.WriteString("sha256", Repeated.Sha256(Canonical));
        }
        else
        {
            json.WriteString("layer", Layer);
            json.WriteString("fault", Fault.ToString());
        }

        json.WriteString("comment", Clause);
        json.WriteEndObject();
    }
}
