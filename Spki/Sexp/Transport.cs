using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace HiperNet.Spki.Sexp;

/// <summary>
/// The basic transport form (RFC 9804 section 6.3): base 64 of the canonical form between braces, white space
/// allowed between the characters. It stands only around a whole expression.
/// </summary>
public static class Transport
{
    /// <summary>
    /// The transport form of <paramref name="node"/>, on lines of <paramref name="width"/> characters.
    /// </summary>
    /// <param name="node">What to write.</param>
    /// <param name="width">Characters a line; 0 for a single line.</param>
    public static string Encode(SexpNode node, int width = 0)
    {
        string text = "{" + Convert.ToBase64String(node.Canonical.Span) + "}";
        if (width <= 0)
        {
            return text;
        }

        StringBuilder lines = new(text.Length + (text.Length / width));
        for (int start = 0; start < text.Length; start += width)
        {
            lines.Append(start == 0 ? "" : "\n").Append(text, start, Math.Min(width, text.Length - start));
        }

        return lines.ToString();
    }

    /// <summary>
    /// Takes the canonical bytes out of a transport form; whether they are canonical is not looked at.
    /// </summary>
    /// <param name="input">From the opening brace to the closing one, and nothing after it.</param>
    /// <param name="limits">Only <see cref="SexpLimits.MaxTotalBytes"/> matters here.</param>
    /// <param name="canonical">The bytes inside, if the result is true.</param>
    /// <param name="error">What is wrong and where, if the result is false.</param>
    public static bool TryDecode(
        ReadOnlySpan<byte> input, SexpLimits? limits, [NotNullWhen(true)] out byte[]? canonical, out SexpError error)
    {
        canonical = null;
        limits ??= SexpLimits.Network;
        if (input.Length > limits.MaxTotalBytes)
        {
            error = new SexpError(SexpFault.InputTooLong, limits.MaxTotalBytes);
            return false;
        }

        error = default;
        if (input.Length == 0 || input[0] != (byte)'{')
        {
            error = new SexpError(input.Length == 0 ? SexpFault.UnexpectedEnd : SexpFault.UnexpectedByte, 0);
            return false;
        }

        int end = input.IndexOf((byte)'}');
        if (end < 0)
        {
            error = new SexpError(SexpFault.UnexpectedEnd, input.Length);
        }
        else if (end != input.Length - 1)
        {
            error = new SexpError(SexpFault.TrailingBytes, end + 1);
        }
        else if (!StrictBase64.TryDecode(input[1..end], out canonical))
        {
            error = new SexpError(SexpFault.BadBase64, 1);
        }

        return canonical is not null;
    }
}
