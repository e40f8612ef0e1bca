namespace HiperNet.HipStack.Dns;

/// <summary>
/// The words of one record in a zone file (RFC 1035 section 5.1): a record ends with its line, unless
/// parentheses hold it together; a semicolon begins a comment; a backslash takes the next character as it is.
/// </summary>
internal static class ZoneTokens
{
    private const string Ends = " \t\r\n();\"";

    /// <summary>Takes a text apart; escapes stay in the words.</summary>
    public static bool TrySplit(ReadOnlySpan<char> text, out IReadOnlyList<string> tokens, out DnsFault fault)
    {
        List<string> words = [];
        tokens = words;
        fault = text.Length > HipRecord.MaxTextLength ? DnsFault.TooLong : DnsFault.None;
        bool isOpen = false;
        bool isEnded = false;
        while (fault == DnsFault.None && !text.IsEmpty)
        {
            int length = 1;
            switch (text[0])
            {
                case ' ' or '\t' or '\r':
                    break;
                case '\n':
                    isEnded |= !isOpen && words.Count > 0;
                    break;
                case ';':
                    int end = text.IndexOf('\n');
                    length = end < 0 ? text.Length : end;
                    break;
                case '(' or ')':
                    fault = isOpen == (text[0] == '(') ? DnsFault.MalformedText : DnsFault.None;
                    isOpen = text[0] == '(';
                    break;
                case '"':
                    fault = DnsFault.MalformedText;
                    break;
                default:
                    length = WordLength(text);
                    words.Add(text[..length].ToString());
                    fault = isEnded ? DnsFault.SeveralRecords : DnsFault.None;
                    break;
            }

            text = text[length..];
        }

        if (fault == DnsFault.None && isOpen)
        {
            fault = DnsFault.MalformedText;
        }

        return fault == DnsFault.None;
    }

    private static int WordLength(ReadOnlySpan<char> text)
    {
        int length = 0;
        while (length < text.Length && !Ends.Contains(text[length], StringComparison.Ordinal))
        {
            length += text[length] == '\\' ? 2 : 1;
        }

        return Math.Min(length, text.Length);
    }
}
