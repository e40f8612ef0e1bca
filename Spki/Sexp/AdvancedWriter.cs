using System.Buffers;
using System.Text;

namespace HiperNet.Spki.Sexp;

/// <summary>
/// Writes the advanced form (RFC 9804 section 6.3), for people: tokens where the octets allow it, quoted strings
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
        string flat = WriteLine(node);
        if (node is not SexpList { Count: > 1 } list || indent + flat.Length <= width)
        {
            text.Append(flat);
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
        if (IsToken(octets))
        {
            text.Append(Encoding.ASCII.GetString(octets));
        }
        else if (octets.IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E) < 0)
        {
            text.Append('"');
            foreach (byte octet in octets)
            {
                text.Append(octet is (byte)'"' or (byte)'\\' ? "\\" : "").Append((char)octet);
            }

            text.Append('"');
        }
        else if (octets.Length <= HexOctets)
        {
            text.Append('#').Append(Convert.ToHexStringLower(octets)).Append('#');
        }
        else
        {
            text.Append('|').Append(Convert.ToBase64String(octets)).Append('|');
        }
    }

    private static bool IsToken(ReadOnlySpan<byte> octets) =>
        octets.Length > 0 && !char.IsAsciiDigit((char)octets[0]) && octets.IndexOfAnyExcept(TokenBytes) < 0;
}
