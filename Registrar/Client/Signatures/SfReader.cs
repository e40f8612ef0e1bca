using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace HiperNet.Registrar.Client.Signatures;

/// <summary>
/// Reads dictionaries of structured fields (RFC 9651 section 4.2.2), as far as signatures use them and more strictly:
/// decimals, dates and display strings are refused, and so is a key that stands twice, of which the standard takes the
/// last. It never throws, and takes time and memory in the length of the text, which is bounded.
/// </summary>
internal ref struct SfReader
{
    private const int MaxDigits = 15;

    private readonly ReadOnlySpan<char> text;
    private int at;

    private SfReader(ReadOnlySpan<char> text) => this.text = text;

    private readonly bool IsAtEnd => at == text.Length;

    private readonly char Next => at < text.Length ? text[at] : '\0';

    /// <summary>Reads a whole field value.</summary>
    public static bool TryReadDictionary(string value, [NotNullWhen(true)] out IReadOnlyList<SfMember>? members)
    {
        members = null;
        if (value.Length > SignatureLimits.FieldCharacters)
        {
            return false;
        }

        SfReader reader = new(value.AsSpan().Trim(' '));
        List<SfMember> read = [];
        if (!reader.ReadMembers(read))
        {
            return false;
        }

        members = read;
        return true;
    }

    private static bool IsKeyStart(char one) => char.IsAsciiLetterLower(one) || one == '*';

    private static bool IsKeyPart(char one) =>
        char.IsAsciiLetterLower(one) || char.IsAsciiDigit(one) || one is '_' or '-' or '.' or '*';

    private static bool IsTokenPart(char one) =>
        char.IsAsciiLetterOrDigit(one) || "!#$%&'*+-.^_`|~:/".Contains(one, StringComparison.Ordinal);

    private bool ReadMembers(List<SfMember> members)
    {
        while (!IsAtEnd)
        {
            if (members.Count == SignatureLimits.Members || ReadMember() is not { } member
                || members.Exists(other => other.Key == member.Key))
            {
                return false;
            }

            members.Add(member);
            SkipBlanks();
            if (IsAtEnd)
            {
                return true;
            }

            if (!Take(','))
            {
                return false;
            }

            SkipBlanks();
            if (IsAtEnd)
            {
                return false;
            }
        }

        return true;
    }

    private SfMember? ReadMember()
    {
        if (ReadKey() is not { } key)
        {
            return null;
        }

        SfBare? item = null;
        List<SfItem>? list = null;
        if (!Take('='))
        {
            item = SfBare.Of(truth: true);
        }
        else if (Next == '(')
        {
            list = ReadList();
        }
        else
        {
            item = ReadBare();
        }

        return (item is not null || list is not null) && ReadParameters() is { } parameters
            ? new SfMember(key, item, list, parameters)
            : null;
    }

    private List<SfItem>? ReadList()
    {
        List<SfItem> items = [];
        at++;
        while (true)
        {
            bool isApart = SkipSpaces() || items.Count == 0;
            if (Take(')'))
            {
                return items;
            }

            if (!isApart || items.Count == SignatureLimits.Components || ReadBare() is not { } bare
                || ReadParameters() is not { } parameters)
            {
                return null;
            }

            items.Add(new SfItem(bare, parameters));
        }
    }

    private List<SfParameter>? ReadParameters()
    {
        List<SfParameter> parameters = [];
        while (Take(';'))
        {
            SkipSpaces();
            if (parameters.Count == SignatureLimits.Parameters || ReadKey() is not { } key
                || parameters.Exists(other => other.Key == key))
            {
                return null;
            }

            SfBare? value = Take('=') ? ReadBare() : SfBare.Of(truth: true);
            if (value is null)
            {
                return null;
            }

            parameters.Add(new SfParameter(key, value));
        }

        return parameters;
    }

    private string? ReadKey()
    {
        int start = at;
        if (!IsKeyStart(Next))
        {
            return null;
        }

        while (IsKeyPart(Next))
        {
            at++;
        }

        return at - start <= SignatureLimits.KeyCharacters ? text[start..at].ToString() : null;
    }

    private SfBare? ReadBare() => Next switch
    {
        '"' => ReadText(),
        ':' => ReadOctets(),
        '?' => ReadBoolean(),
        '-' or (>= '0' and <= '9') => ReadInteger(),
        '*' => ReadToken(),
        char letter when char.IsAsciiLetter(letter) => ReadToken(),
        _ => null,
    };

    private SfBare? ReadText()
    {
        at++;
        Span<char> read = stackalloc char[SignatureLimits.TextCharacters];
        for (int length = 0; !IsAtEnd; length++)
        {
            char one = text[at++];
            if (one == '"')
            {
                return SfBare.Of(read[..length].ToString());
            }

            if (one == '\\')
            {
                one = Next;
                at++;
                if (one is not ('"' or '\\'))
                {
                    return null;
                }
            }

            if (one is < ' ' or > '~' || length == read.Length)
            {
                return null;
            }

            read[length] = one;
        }

        return null;
    }

    private SfBare? ReadOctets()
    {
        int length = text[(at + 1)..].IndexOf(':');
        if (length < 0)
        {
            return null;
        }

        ReadOnlySpan<char> encoded = text.Slice(at + 1, length);
        at += length + 2;
        byte[] octets = new byte[SignatureLimits.Octets];

        // One spelling only: what the encoder would write, with its padding and without anything in between.
        return Convert.TryFromBase64Chars(encoded, octets, out int written)
            && Convert.ToBase64String(octets.AsSpan(0, written)).AsSpan().SequenceEqual(encoded)
            ? SfBare.Of(octets[..written])
            : null;
    }

    private SfBare? ReadBoolean()
    {
        at++;
        char truth = Next;
        at++;
        return truth is '0' or '1' ? SfBare.Of(truth == '1') : null;
    }

    private SfBare? ReadInteger()
    {
        int start = at;
        Take('-');
        int first = at;
        while (char.IsAsciiDigit(Next))
        {
            at++;
        }

        return at - first is > 0 and <= MaxDigits && Next != '.'
            ? SfBare.Of(long.Parse(text[start..at], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))
            : null;
    }

    private SfBare? ReadToken()
    {
        int start = at;
        while (IsTokenPart(Next))
        {
            at++;
        }

        return at - start <= SignatureLimits.TextCharacters
            ? new SfBare(SfKind.Token, 0, text[start..at].ToString(), [])
            : null;
    }

    private bool Take(char one)
    {
        bool isThere = at < text.Length && text[at] == one;
        at += isThere ? 1 : 0;
        return isThere;
    }

    private bool SkipSpaces()
    {
        int start = at;
        while (Next == ' ')
        {
            at++;
        }

        return at > start;
    }

    private void SkipBlanks()
    {
        while (Next is ' ' or '\t')
        {
            at++;
        }
    }
}
