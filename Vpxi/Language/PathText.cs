using System.Text.RegularExpressions;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>Names of several parts, as they are written without quotes.</summary>
internal static partial class PathText
{
    private const int TimeoutMilliseconds = 1_000;

    /// <summary>Whether a name of an element needs no quotes.</summary>
    public static bool IsPlain(string path) =>
        path.Length <= ModelLimits.MaxNameLength
        && Plain().IsMatch(path)
        && path.Split('.').Length <= LanguageLimits.MaxDepth
        && path.Split('.', '[').All(part => part.Length <= LanguageLimits.MaxWordLength);

    [GeneratedRegex(
        @"\A(?<part>[A-Za-z_][A-Za-z0-9_-]*(\[([1-9][0-9]{0,4}|\*)\])?)"
        + @"(\.[A-Za-z_][A-Za-z0-9_-]*(\[([1-9][0-9]{0,4}|\*)\])?)*\z",
        RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Plain();
}
