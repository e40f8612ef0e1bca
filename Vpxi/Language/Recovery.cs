namespace HiperNet.Vpxi.Language;

/// <summary>
/// Finds where a statement ends that could not be read, so that the next one is. Each step goes forward, so that a
/// text of nothing but errors is read in one pass.
/// </summary>
internal static class Recovery
{
    private const string Quotes = "\"\"\"";

    /// <summary>
    /// The first place that is a brace or the end of a statement; a line that no statement can begin with belongs to
    /// the one before.
    /// </summary>
    /// <param name="fault">Where the error is.</param>
    public static VxdlInput End(VxdlInput fault)
    {
        // An unknown escape is the one error that is found within a string.
        VxdlInput place = !fault.AtEnd && fault.Current == '\\' ? AfterQuoted(fault) : fault;
        while (!place.AtEnd && place.Current is not ('{' or '}' or ';'))
        {
            if (place.Current == '\n')
            {
                VxdlInput next = Lexemes.Gap(place, semicolons: false);
                if (next.AtEnd || next.Current is '{' or '}' or ';' || Lexemes.IsWordStart(next.Current))
                {
                    return place;
                }

                place = next;
            }

            place = AfterToken(place);
        }

        return place;
    }

    /// <summary>The place after a block, however deep; the end of the text if it has no end.</summary>
    /// <param name="open">Its first brace.</param>
    public static VxdlInput AfterBlock(VxdlInput open)
    {
        int depth = 0;
        VxdlInput place = open;
        do
        {
            depth += place.Current switch { '{' => 1, '}' => -1, _ => 0 };
            place = AfterToken(place);
        }
        while (depth > 0 && !place.AtEnd);

        open.Faults.BracesAreUnsure |= depth > 0;
        return place;
    }

    private static VxdlInput AfterToken(VxdlInput place)
    {
        VxdlInput after = Lexemes.Blank(place);
        return after.Position > place.Position ? after
            : place.Current != '"' ? place.Skip(1)
            : place.Rest.StartsWith(Quotes) ? AfterRaw(place.Skip(Quotes.Length))
            : AfterQuoted(place.Skip(1));
    }

    private static VxdlInput AfterRaw(VxdlInput inside)
    {
        int length = inside.Rest.IndexOf(Quotes);
        inside.Faults.BracesAreUnsure |= length < 0;
        return inside.Skip(length < 0 ? inside.Rest.Length : length + Quotes.Length);
    }

    // A string that does not end on its line may hold braces that were meant as such.
    private static VxdlInput AfterQuoted(VxdlInput inside)
    {
        VxdlInput place = inside;
        while (true)
        {
            int length = place.Rest.IndexOfAny('"', '\\', '\n');
            place = place.Skip(length < 0 ? place.Rest.Length : length);
            if (place.AtEnd || place.Current == '\n')
            {
                place.Faults.BracesAreUnsure = true;
                return place;
            }

            bool isEnd = place.Current == '"';
            place = place.Skip(isEnd || place.Rest.Length == 1 || place.Rest[1] == '\n' ? 1 : 2);
            if (isEnd)
            {
                return place;
            }
        }
    }
}
