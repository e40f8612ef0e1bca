using System.Globalization;
using System.Text;

namespace HiperNet.Registrar.Client.Signatures;

/// <summary>Writes structured fields (RFC 9651 section 4.1). What it is given is within its grammar.</summary>
internal static class SfWriter
{
    /// <summary>An inner list with its parameters: what <c>@signature-params</c> has as its value.</summary>
    public static string List(IReadOnlyList<SfItem> items, IReadOnlyList<SfParameter> parameters)
    {
        StringBuilder text = new();
        text.Append('(');
        for (int i = 0; i < items.Count; i++)
        {
            text.Append(i == 0 ? "" : " ");
            Append(text, items[i].Value);
            Append(text, items[i].Parameters);
        }

        text.Append(')');
        Append(text, parameters);
        return text.ToString();
    }

    /// <summary>A sequence of octets.</summary>
    public static string Octets(ReadOnlySpan<byte> octets) => ":" + Convert.ToBase64String(octets) + ":";

    private static void Append(StringBuilder text, IReadOnlyList<SfParameter> parameters)
    {
        foreach (SfParameter parameter in parameters)
        {
            text.Append(';').Append(parameter.Key);
            if (parameter.Value is not { Kind: SfKind.Boolean, Number: 1 })
            {
                text.Append('=');
                Append(text, parameter.Value);
            }
        }
    }

    private static void Append(StringBuilder text, SfBare value)
    {
        switch (value.Kind)
        {
            case SfKind.Integer:
                text.Append(value.Number.ToString(CultureInfo.InvariantCulture));
                break;
            case SfKind.Text:
                text.Append('"').Append(value.Text.Replace("\\", "\\\\", StringComparison.Ordinal)
                    .Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
                break;
            case SfKind.Token:
                text.Append(value.Text);
                break;
            case SfKind.Octets:
                text.Append(Octets(value.Octets));
                break;
            default:
                text.Append(value.Number == 1 ? "?1" : "?0");
                break;
        }
    }
}
