using System.Buffers;
using System.Globalization;
using HiperNet.Vpxi.Model;
using Sprache;

namespace HiperNet.Vpxi.Language;

/// <summary>The smallest parts of the text: words, numbers, strings, instants, and what stands between them.</summary>
internal static class Lexemes
{
    private const string Quotes = "\"\"\"";

    private static readonly SearchValues<char> WordCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    private static readonly SearchValues<char> UnitCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzµ/");

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");
    private static readonly SearchValues<char> InstantCharacters = SearchValues.Create("0123456789-:TZ+.");

    /// <summary>Spaces and comments within a line.</summary>
    public static VxdlInput Blank(VxdlInput place) => After(place, BlankLength(place.Rest));

    /// <summary>Spaces, comments, and ends of lines and statements.</summary>
    public static VxdlInput Gap(VxdlInput place, bool semicolons)
    {
        ReadOnlySpan<char> text = place.Rest;
        int length = BlankLength(text);
        while (length < text.Length && (text[length] == '\n' || (semicolons && text[length] == ';')))
        {
            length++;
            length += BlankLength(text[length..]);
        }

        return After(place, length);
    }

    /// <summary>A word: a letter or underscore, then letters, digits, underscores and hyphens.</summary>
    public static Parser<string> Word { get; } = input =>
    {
        VxdlInput place = (VxdlInput)input;
        if (place.AtEnd || !IsWordStart(place.Current))
        {
            return Fault.Expected<string>(place, "a word");
        }

        int length = Length(place.Rest, WordCharacters);
        return length > LanguageLimits.MaxWordLength
            ? Fault.At<string>(place, $"a word has over {LanguageLimits.MaxWordLength} characters", "a shorter one")
            : Result.Success(place.Rest[..length].ToString(), place.Skip(length));
    };

    /// <summary>A number without a sign and without an exponent.</summary>
    public static Parser<decimal> Number { get; } = input =>
    {
        VxdlInput place = (VxdlInput)input;
        int length = Length(place.Rest, NumberCharacters);
        const NumberStyles style = NumberStyles.AllowDecimalPoint;
        return length == 0 || !char.IsAsciiDigit(place.Current) ? Fault.Expected<decimal>(place, "a number")
            : place.Rest[length - 1] != '.'
                && decimal.TryParse(place.Rest[..length], style, CultureInfo.InvariantCulture, out decimal value)
                && length <= MaxDigits
            ? Result.Success(value, place.Skip(length))
            : Fault.At<decimal>(place, "this is no number", $"digits, at most {MaxDigits}, with one point at most");
    };

    /// <summary>Digits of a number; a decimal holds so many exactly.</summary>
    private const int MaxDigits = 28;

    /// <summary>A unit: letters and slashes. Words that join arguments are none.</summary>
    public static Parser<string?> Unit { get; } = input =>
    {
        VxdlInput place = (VxdlInput)input;
        int blank = BlankLength(place.Rest);
        ReadOnlySpan<char> text = place.Rest[blank..];
        int length = Length(text, UnitCharacters);
        ReadOnlySpan<char> unit = text[..length];
        return length is 0 or > LanguageLimits.MaxWordLength || unit.Contains("//", StringComparison.Ordinal)
            || Keywords.IsJoining(unit)
            ? Result.Success<string?>(null, input)
            : Result.Success<string?>(unit.ToString(), place.Skip(blank + length));
    };

    /// <summary>An instant: a date, or date and time; without an offset it is UTC.</summary>
    public static Parser<long> Instant { get; } = input =>
    {
        VxdlInput place = (VxdlInput)input;
        int length = Length(place.Rest, InstantCharacters);
        return InstantText.TryRead(place.Rest[..length], out long seconds)
            ? Result.Success(seconds, place.Skip(length))
            : Fault.At<long>(place, "this is no instant", "an instant as 2026-12-01T08:00:00Z");
    };

    /// <summary>Whether an instant seems to begin here: four digits and a hyphen.</summary>
    public static bool IsInstant(ReadOnlySpan<char> text) =>
        text.Length > 4 && text[4] == '-' && !text[..4].ContainsAnyExceptInRange('0', '9');

    /// <summary>A string: between double quotes with escapes, or between three of them as it is.</summary>
    public static Parser<string> Text { get; } = input =>
    {
        VxdlInput place = (VxdlInput)input;
        return place.AtEnd || place.Current != '"' ? Fault.Expected<string>(place, "a string")
            : place.Rest.StartsWith(Quotes) ? Raw(place)
            : Escapes.Read(place);
    };

    /// <summary>Whether a word can begin so.</summary>
    public static bool IsWordStart(char character) => char.IsAsciiLetter(character) || character == '_';

    /// <summary>Characters of the word that begins here.</summary>
    public static int WordLength(ReadOnlySpan<char> text) => Length(text, WordCharacters);

    /// <summary>Whether a name needs no quotes.</summary>
    public static bool IsWord(string name) =>
        name.Length is > 0 and <= LanguageLimits.MaxWordLength
        && IsWordStart(name[0])
        && !name.AsSpan().ContainsAnyExcept(WordCharacters);

    private static IResult<string> Raw(VxdlInput place)
    {
        VxdlInput start = place.Skip(Quotes.Length);
        int length = start.Rest.IndexOf(Quotes);
        if (length < 0)
        {
            return Fault.At<string>(place, "this string has no end", "three double quotes");
        }

        string text = start.Rest[..length].ToString();
        string content = text.StartsWith('\n') ? text[1..] : text;
        return length > LanguageLimits.MaxTextLength
            ? Fault.At<string>(place, $"a string has over {LanguageLimits.MaxTextLength} characters", "a shorter one")
            : Result.Success(content, start.Skip(length + Quotes.Length));
    }

    private static VxdlInput After(VxdlInput place, int length) => length == 0 ? place : place.Skip(length);

    private static int BlankLength(ReadOnlySpan<char> text)
    {
        int length = 0;
        while (true)
        {
            int blanks = text[length..].IndexOfAnyExcept(" \t\r");
            if (blanks < 0)
            {
                return text.Length;
            }

            length += blanks;
            if (text[length] != '#' && !text[length..].StartsWith("//"))
            {
                return length;
            }

            int end = text[length..].IndexOf('\n');
            length = end < 0 ? text.Length : length + end;
        }
    }

    private static int Length(ReadOnlySpan<char> text, SearchValues<char> characters)
    {
        int length = text.IndexOfAnyExcept(characters);
        return length < 0 ? text.Length : length;
    }
}
