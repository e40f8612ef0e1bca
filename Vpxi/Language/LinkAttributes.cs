using System.Collections.Frozen;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>The attributes of links and of the patterns that make them.</summary>
internal static class LinkAttributes
{
    /// <summary>What each attribute of a link does.</summary>
    public static FrozenDictionary<string, Func<Link, Arguments, Link>> Links { get; } =
        new Dictionary<string, Func<Link, Arguments, Link>>
        {
            ["bandwidth"] = (link, a) =>
                a.Amount(Dimension.Rate) is { } both ? link with { Forward = both, Reverse = both } : link,
            ["forward"] = (link, a) => link with { Forward = a.Amount(Dimension.Rate) },
            ["reverse"] = (link, a) => link with { Reverse = a.Amount(Dimension.Rate) },
            ["latency"] = (link, a) => link with { Latency = a.Amount(Dimension.Time) },
        }.ToFrozenDictionary();

    /// <summary>What each attribute of a pattern does.</summary>
    public static FrozenDictionary<string, Func<Pattern, Arguments, Pattern>> Patterns { get; } =
        new Dictionary<string, Func<Pattern, Arguments, Pattern>>
        {
            ["bandwidth"] = (pattern, a) =>
                a.Amount(Dimension.Rate) is { } both ? pattern with { Forward = both, Reverse = both } : pattern,
            ["forward"] = (pattern, a) => pattern with { Forward = a.Amount(Dimension.Rate) },
            ["reverse"] = (pattern, a) => pattern with { Reverse = a.Amount(Dimension.Rate) },
            ["latency"] = (pattern, a) => pattern with { Latency = a.Amount(Dimension.Time) },
        }.ToFrozenDictionary();

    /// <summary>The keywords of patterns.</summary>
    public static FrozenDictionary<string, PatternKind> Kinds { get; } =
        Enum.GetValues<PatternKind>().ToFrozenDictionary(kind => kind.ToString().ToLowerInvariant());
}
