using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>What criteria of nodes and of links have in common.</summary>
internal static class Matching
{
    /// <summary>What is not asked for will always do; what is must be the same.</summary>
    public static bool IsAsked(string? wanted, string? offered) => wanted is null || wanted == offered;

    /// <summary>Whether all that is wanted is there, as often as it is wanted.</summary>
    public static bool HasAll(ModelList<string> wanted, ModelList<string> offered)
    {
        if (wanted.Count == 0)
        {
            return true;
        }

        List<string> left = [.. offered];
        return wanted.All(left.Remove);
    }

    /// <summary>A provider that names nothing leaves it open; one that names something offers only that.</summary>
    public static bool IsOffered(ModelList<string> wanted, ModelList<string> offered) =>
        offered.Count == 0 || HasAll(wanted, offered);

    /// <summary>
    /// Whether a provider lets its resource to all who will use it: it names nobody, or a community of who asks, or
    /// each of them.
    /// </summary>
    public static bool IsLet(
        IReadOnlyList<string> users, IReadOnlyCollection<string> communities, ModelList<string> let) =>
        let.Count == 0 || communities.Any(let.Contains) || (users.Count > 0 && users.All(let.Contains));

    /// <summary>Whether a resource is there in all of a window.</summary>
    public static bool IsThere(TimeWindow window, Period period) =>
        (period.Start is not long start || window.Start >= start)
        && (period.Length is not long length
            || (period.Start is long from ? window.End <= from + length : window.Length <= length));

    /// <summary>A list of names for a message.</summary>
    public static string Names(IReadOnlyCollection<string> names) =>
        names.Count == 0 ? "none" : string.Join(", ", names);

    /// <summary>A period for a message.</summary>
    public static string Spell(Period period) =>
        period.Window is { } window ? window.ToString()
        : period.Start is long start ? $"from {InstantText.Write(start)}"
        : period.Length is long length ? $"{length} s"
        : "always";
}
