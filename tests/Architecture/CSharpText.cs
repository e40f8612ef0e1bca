using System.Text;

namespace HiperNet.Architecture.Tests;

/// <summary>As much of C#'s grammar as it takes to leave comments and literals out.</summary>
internal static class CSharpText
{
    /// <summary>The code, its comments dropped and its literals emptied; line ends stay.</summary>
    public static string Strip(string text)
    {
        StringBuilder code = new(text.Length);
        int at = 0;
        while (at < text.Length)
        {
            int end = SkipAt(text, at);
            if (end == at)
            {
                code.Append(text[at++]);
                continue;
            }

            code.Append(text[at] is '/' ? " " : "\"\"");
            code.Append('\n', text.AsSpan(at, end - at).Count('\n'));
            at = end;
        }

        return code.ToString();
    }

    private static int SkipAt(string text, int at) => text[at] switch
    {
        '/' when text.AsSpan(at).StartsWith("//", StringComparison.Ordinal) => UpTo(text, at, "\n", keepsEnd: true),
        '/' when text.AsSpan(at).StartsWith("/*", StringComparison.Ordinal) => UpTo(text, at + 2, "*/"),
        '"' when text.AsSpan(at).StartsWith("\"\"\"", StringComparison.Ordinal) => RawString(text, at),
        '"' => text.AsSpan(0, at).EndsWith("@") || text.AsSpan(0, at).EndsWith("@$")
            ? VerbatimString(text, at + 1)
            : Literal(text, at + 1, '"'),
        '\'' => Literal(text, at + 1, '\''),
        _ => at,
    };

    private static int UpTo(string text, int at, string end, bool keepsEnd = false)
    {
        int found = text.IndexOf(end, at, StringComparison.Ordinal);
        return found < 0 ? text.Length : found + (keepsEnd ? 0 : end.Length);
    }

    private static int RawString(string text, int at)
    {
        int quotes = text.AsSpan(at).IndexOfAnyExcept('"');
        return UpTo(text, at + quotes, new string('"', quotes));
    }

    private static int VerbatimString(string text, int at)
    {
        while (at < text.Length && (text[at] != '"' || text.AsSpan(at).StartsWith("\"\"", StringComparison.Ordinal)))
        {
            at += text[at] == '"' ? 2 : 1;
        }

        return Math.Min(at + 1, text.Length);
    }

    private static int Literal(string text, int at, char quote)
    {
        while (at < text.Length && text[at] != quote && text[at] != '\n')
        {
            at += text[at] == '\\' ? 2 : 1;
        }

        return Math.Min(at + 1, text.Length);
    }
}
