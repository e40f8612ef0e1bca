using System.Collections.Frozen;
using HiperNet.Spki.Sexp;
using Sprache;

namespace HiperNet.Spki.Text;

/// <summary>Carries a <see cref="SexpFault"/> through Sprache's results, which know only messages.</summary>
internal static class TextFault
{
    private static readonly FrozenDictionary<string, SexpFault> ByMessage =
        Enum.GetValues<SexpFault>().ToFrozenDictionary(SexpError.Describe, StringComparer.Ordinal);

    /// <summary>A failed result: <paramref name="fault"/> at <paramref name="place"/>.</summary>
    public static IResult<T> At<T>(IInput place, SexpFault fault, string expected) =>
        Result.Failure<T>(place, SexpError.Describe(fault), [expected]);

    /// <summary>A failed result where something else was expected, or more.</summary>
    public static IResult<T> Unexpected<T>(IInput place, string expected) =>
        At<T>(place, place.AtEnd ? SexpFault.UnexpectedEnd : SexpFault.UnexpectedByte, expected);

    /// <summary>The fault of a failed result. Sprache's own messages mean that nothing matched there.</summary>
    public static SexpFault Of<T>(IResult<T> failure) =>
        ByMessage.TryGetValue(failure.Message, out SexpFault fault) ? fault
        : failure.Remainder.AtEnd ? SexpFault.UnexpectedEnd
        : SexpFault.UnexpectedByte;
}
