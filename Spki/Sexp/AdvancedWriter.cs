using System.Buffers;
using System.Text;

namespace HiperNet.Spki.Sexp;

/// <summary>
/// Writes the advanced form (RFC 9804 section 6.4), for people: tokens where the octets allow it, quoted strings
/// for printable ones, hexadecimal up to a hash's length, base 64 above.
/// </summary>
public static class AdvancedWriter
{
    private const int HexOctets = 48;

    private static readonly SearchValues<byte> TokenBytes = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-./_:*+="u8);

    /// <summary>The advanced form on a single line.</summary>
    public static string WriteLine(SexpNode node)
    {
        StringBuilder text = new();
        AppendFlat(text, node);
        return text.ToString();
    }

    /// <summary>The advanced form, broken into lines where a list does not fit into <paramref name="width"/>.</summary>
    /// <param name="node">What to write.</param>
    /// <param name="width">The characters that a line should have at most; long atoms exceed it.</param>
    public static string WritePretty(SexpNode node, int width = 80)
    {
        StringBuilder text = new();
        AppendPretty(text, node, indent: 0, width);
        return text.ToString();
    }

    private static void AppendPretty(StringBuilder text, SexpNode node, int indent, int width)
    {
        if (node is not SexpList { Count: > 1 } list || Fits(list, width - indent))
        {
            AppendFlat(text, node);
            return;
        }

        text.Append('(');
        AppendPretty(text, list[0], indent + 1, width);
        for (int i = 1; i < list.Count; i++)
        {
            text.Append('\n').Append(' ', indent + 1);
            AppendPretty(text, list[i], indent + 1, width);
        }

        text.Append(')');
    }

    /// <summary>
    /// Whether the line of <paramref name="list"/> is at most so long. It looks at no more of the list than fits,
    /// which keeps the whole writer linear in the tree.
    /// </summary>
    private static bool Fits(SexpList list, int width) => Measure(list, width) <= width;

    /// <summary>
    /// The length of the node's line, or anything greater than <paramref name="most"/> if it is longer.
    /// </summary>
    private static int Measure(SexpNode node, int most)
    {
        if (node is SexpAtom atom)
        {
            int octets = Measure(atom.Octets.Span, most);
            return octets > most || atom.Hint is not { } hint ? octets : octets + 2 + Measure(hint.Span, most);
        }

        SexpList list = (SexpList)node;
        int length = 2 + Math.Max(list.Count - 1, 0);
        for (int i = 0; i < list.Count && length <= most; i++)
        {
            length += Measure(list[i], most - length);
        }

        return length;
    }

    private static int Measure(ReadOnlySpan<byte> octets, int most)
    {
        if (octets.Length > most)
        {
            return octets.Length;
        }

        return FormOf(octets) switch
        {
            Form.Token => octets.Length,
            Form.Quoted => octets.Length + 2 + octets.Count((byte)'"') + octets.Count((byte)'\\'),
            Form.Hex => (octets.Length * 2) + 2,
            _ => ((octets.Length + 2) / 3 * 4) + 2,
        };
    }

    private static void AppendFlat(StringBuilder text, SexpNode node)
    {
        switch (node)
        {
            case SexpAtom atom:
                if (atom.Hint is { } hint)
                {
                    text.Append('[');
                    AppendOctets(text, hint.Span);
                    text.Append(']');
                }

                AppendOctets(text, atom.Octets.Span);
                break;
            case SexpList list:
                text.Append('(');
                for (int i = 0; i < list.Count; i++)
                {
                    text.Append(i == 0 ? "" : " ");
                    AppendFlat(text, list[i]);
                }

                text.Append(')');
                break;
        }
    }

    private static void AppendOctets(StringBuilder text, ReadOnlySpan<byte> octets)
    {
        switch (FormOf(octets))
        {
            case Form.Token:
                text.Append(Encoding.ASCII.GetString(octets));
                break;
            case Form.Quoted:
                text.Append('"');
                foreach (byte octet in octets)
                {
                    text.Append(octet is (byte)'"' or (byte)'\\' ? "\\" : "").Append((char)octet);
                }

                text.Append('"');
                break;
            case Form.Hex:
                text.Append('#').Append(Convert.ToHexStringLower(octets)).Append('#');
                break;
            default:
                text.Append('|').Append(Convert.ToBase64String(octets)).Append('|');
                break;
        }
    }

    private static Form FormOf(ReadOnlySpan<byte> octets)
    {
        if (octets.Length > 0 && !char.IsAsciiDigit((char)octets[0]) && octets.IndexOfAnyExcept(TokenBytes) < 0)
        {
            return Form.Token;
        }

        return octets.IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E) < 0 ? Form.Quoted
            : octets.Length <= HexOctets ? Form.Hex
            : Form.Base64;
    }

    private enum Form
    {
        Token,
        Quoted,
        Hex,
        Base64,
    }
}
