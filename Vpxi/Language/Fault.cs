using Sprache;

namespace HiperNet.Vpxi.Language;

/// <summary>Failed results with a message for people.</summary>
internal static class Fault
{
    /// <summary>What is wrong, and what would be right.</summary>
    public static IResult<T> At<T>(IInput place, string message, string expected) =>
        Result.Failure<T>(place, message, [expected]);

    /// <summary>Something else stands here.</summary>
    public static IResult<T> Expected<T>(IInput place, string expected) =>
        At<T>(place, $"{Found((VxdlInput)place)} where {expected} is expected", expected);

    /// <summary>What a part of it failed with.</summary>
    public static IResult<T> Of<T, TPart>(IResult<TPart> part) =>
        Result.Failure<T>(part.Remainder, part.Message, part.Expectations);

    private static string Found(VxdlInput place)
    {
        if (place.AtEnd)
        {
            return "the text ends";
        }

        return place.Current switch
        {
            '\n' or '\r' => "the line ends",
            < ' ' or > '~' => $"the character U+{(int)place.Current:X4} stands",
            _ => $"'{place.Current}' stands",
        };
    }
}
