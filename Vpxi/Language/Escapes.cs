using System.Globalization;
using System.Text;
using Sprache;

namespace HiperNet.Vpxi.Language;

/// <summary>Strings between double quotes: <c>\" \\ \n \r \t</c> and <c>\u{hex}</c>.</summary>
internal static class Escapes
{
    private const string Known = "one of \\\" \\\\ \\n \\r \\t and \\u{...}";

    /// <summary>Characters of a code with its braces: <c>u{12345}</c>.</summary>
    private const int LongestCode = 8;

    /// <summary>Reads from one double quote to the next that is not escaped.</summary>
    public static IResult<string> Read(VxdlInput start)
    {
        StringBuilder text = new();
        VxdlInput place = start.Skip(1);
        while (true)
        {
            int plain = place.Rest.IndexOfAny('"', '\\', '\n');
            if (plain < 0 || place.Rest[plain] == '\n')
            {
                return Fault.At<string>(start, "this string has no end on its line", "a double quote");
            }

            text.Append(place.Rest[..plain]);
            place = place.Skip(plain);
            if (text.Length > LanguageLimits.MaxTextLength)
            {
                string message = $"a string has over {LanguageLimits.MaxTextLength} characters";
                return Fault.At<string>(start, message, "a shorter one");
            }

            if (place.Current == '"')
            {
                return Result.Success(text.ToString(), place.Skip(1));
            }

            int length = Escape(place.Rest[1..], text);
            if (length == 0)
            {
                return Fault.At<string>(place, "this escape is unknown", Known);
            }

            place = place.Skip(1 + length);
        }
    }

    /// <summary>A string as it is written.</summary>
    public static string Write(string text)
    {
        StringBuilder written = new("\"");
        foreach (char character in text)
        {
            written.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when char.IsControl(character) || char.IsSurrogate(character) => $"\\u{{{(int)character:x}}}",
                _ => character.ToString(),
            });
        }

        return written.Append('"').ToString();
    }

    private static int Escape(ReadOnlySpan<char> rest, StringBuilder text)
    {
        int at = rest.Length == 0 ? -1 : "\"\\nrt".IndexOf(rest[0], StringComparison.Ordinal);
        if (at >= 0)
        {
            text.Append("\"\\\n\r\t"[at]);
            return 1;
        }

        int end = rest[..Math.Min(rest.Length, LongestCode)].IndexOf('}');
        bool isCode = end > 2 && rest.StartsWith("u{");
        if (!isCode || !int.TryParse(rest[2..end], NumberStyles.AllowHexSpecifier, null, out int code) || code > 0xFFFF)
        {
            return 0;
        }

        text.Append((char)code);
        return end + 1;
    }
}
