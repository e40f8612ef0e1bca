using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>
/// Exclusive use as a capacity: whoever shares a resource books one share, whoever wants it alone books them all. So a
/// calendar keeps this promise as it keeps every other one.
/// </summary>
public static class Sharing
{
    /// <summary>How many infrastructures can share a resource.</summary>
    public const long Shares = 1_000_000;

    /// <summary>A calendar of nobody's use.</summary>
    public static Calendar Empty { get; } = Calendar.Empty(Shares);

    /// <summary>How many shares are booked.</summary>
    public static long Wanted(bool alone) => alone ? Shares : 1;

    /// <summary>Whether an element asks for hardware that nobody else has at the same time.</summary>
    public static bool IsAlone(Element element) =>
        element.Security.Exclusive || element.Security.Confidentiality == Confidentiality.Secret;

    /// <summary>
    /// What one infrastructure books of a resource that several of its elements use: it shares with itself, so at each
    /// instant it has one share, or all of them if an element that is there wants it alone.
    /// </summary>
    internal static IEnumerable<(TimeWindow Window, long Amount)> Uses(
        IReadOnlyCollection<(TimeWindow Window, bool Alone)> uses)
    {
        TimeWindow[] windows = [.. uses.Select(use => use.Window)];
        (TimeWindow Window, long Amount)? open = null;
        foreach (TimeWindow segment in Windows.Segments(windows, int.MaxValue - 1))
        {
            long amount = Wanted(uses.Any(use => use.Alone && use.Window.Contains(segment)));
            if (open is { } last && last.Amount == amount && last.Window.End == segment.Start)
            {
                open = (Windows.Hull(last.Window, segment), amount);
                continue;
            }

            if (open is { } done)
            {
                yield return done;
            }

            open = (segment, amount);
        }

        if (open is { } rest)
        {
            yield return rest;
        }
    }
}
