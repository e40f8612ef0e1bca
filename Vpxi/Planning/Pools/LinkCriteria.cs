using System.Globalization;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>
/// What each physical link of a path must be, whatever is booked: spec/vxdl.md, section "What fits onto what".
/// </summary>
internal sealed class LinkCriteria
{
    /// <summary>Makes the criteria for who asks, on the links of a pool by their indices.</summary>
    public LinkCriteria(Pool pool, IReadOnlyCollection<string> communities) => All =
    [
        new("location", (wanted, link) => Matching.IsAsked(wanted.Link.Location, pool.LocationOf(link)),
            wanted => wanted.Link.Location ?? "any", link => pool.LocationOf(link) ?? "none"),
        new("window", (wanted, link) => Matching.IsThere(wanted.Window, pool.Links[link].Period),
            wanted => wanted.Window.ToString(), link => Matching.Spell(pool.Links[link].Period)),
        new("users",
            (wanted, link) => Matching.IsLet(wanted.Users, communities, pool.Links[link].Security.Users),
            wanted => Matching.Names(wanted.Users), link => Matching.Names(pool.Links[link].Security.Users)),
        new("community",
            (wanted, link) => Matching.IsAsked(wanted.Link.Security.Community, pool.Links[link].Security.Community),
            wanted => wanted.Link.Security.Community ?? "any", link => pool.Links[link].Security.Community ?? "none"),
        new("confidentiality",
            (wanted, link) => pool.Links[link].Security.Confidentiality >= wanted.Link.Security.Confidentiality,
            wanted => Word(wanted.Link.Security.Confidentiality),
            link => Word(pool.Links[link].Security.Confidentiality)),
        new("model", (wanted, link) => Matching.IsAsked(wanted.Link.Model, pool.Links[link].Model),
            wanted => wanted.Link.Model ?? "any", link => pool.Links[link].Model ?? "none"),
        new("latency", (wanted, link) => wanted.MostLatency is not long most
                || (pool.Links[link].Latency is { } latency && PhysicalAmount.Of(latency) <= most),
            wanted => $"at most {AmountText.Quantity(wanted.MostLatency ?? 0, Dimension.Time)}",
            link => pool.Links[link].Latency is { } latency ? AmountText.Write(latency, Dimension.Time) : "none"),
        new("cost", (wanted, link) => wanted.Link.MaximumCost is not long most
                || Money.OfHop(pool.Links[link], wanted.Amounts) <= Money.Exact(most),
            wanted => $"at most {Money.Spell(wanted.Link.MaximumCost ?? 0)}",
            link => $"{Money.Spell(pool.Links[link].Price ?? 0)} for 1 Gbps and an hour"),
    ];

    /// <summary>The criteria, those that are told first at the beginning.</summary>
    public IReadOnlyList<Criterion<LinkDemand, int>> All { get; }

    /// <summary>The first criterion that does not hold; null if all do.</summary>
    public Criterion<LinkDemand, int>? First(LinkDemand wanted, int link)
    {
        foreach (Criterion<LinkDemand, int> criterion in All)
        {
            if (!criterion.Holds(wanted, link))
            {
                return criterion;
            }
        }

        return null;
    }

    private static string Word(Confidentiality level) => level.ToString().ToLower(CultureInfo.InvariantCulture);
}
