using System.Globalization;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>
/// What a physical node must be for a virtual one, whatever is booked: spec/vxdl.md, section "What fits onto what".
/// </summary>
internal sealed class NodeCriteria
{
    /// <summary>Makes the criteria for who asks.</summary>
    public NodeCriteria(IReadOnlyCollection<string> communities) => All =
    [
        new("function", (wanted, offered) => Does(offered.Function, wanted.Node.Function),
            wanted => Word(wanted.Node.Function), offered => Word(offered.Function)),
        Text("location", node => node.Location),
        new("window", (wanted, offered) => Matching.IsThere(wanted.Window, offered.Period),
            wanted => wanted.Window.ToString(), offered => Matching.Spell(offered.Period)),
        new("users",
            (wanted, offered) => Matching.IsLet(wanted.Users, communities, offered.Security.Users),
            wanted => Matching.Names(wanted.Users), offered => Matching.Names(offered.Security.Users)),
        Text("community", node => node.Security.Community),
        new("confidentiality",
            (wanted, offered) => offered.Security.Confidentiality >= wanted.Node.Security.Confidentiality,
            wanted => Word(wanted.Node.Security.Confidentiality), offered => Word(offered.Security.Confidentiality)),
        Text("architecture", node => node.Architecture),
        Text("model", node => node.Model),
        Text("region", node => node.Region),
        Text("type", node => node.StorageType),
        new("frequency", (wanted, offered) => IsAsFast(wanted.Node.Frequency, offered.Frequency),
            wanted => Spell(wanted.Node.Frequency), offered => Spell(offered.Frequency)),
        new("image", (wanted, offered) => offered.Image is null || Matching.IsAsked(wanted.Node.Image, offered.Image),
            wanted => wanted.Node.Image ?? "any", offered => offered.Image ?? "any"),
        List("software", Matching.IsOffered, node => node.Software),
        List("services", Matching.IsOffered, node => node.Services),
        List("devices", Matching.HasAll, node => node.Devices),
        .. new[] { CapacityKind.Cores, CapacityKind.Memory, CapacityKind.Storage }.Select(Size),
        new("cost", (wanted, offered) => wanted.Node.MaximumCost is not long most
                || Money.OfNode(offered, wanted.Amounts) <= Money.Exact(most),
            wanted => $"at most {Money.Spell(wanted.Node.MaximumCost ?? 0)}",
            offered => $"{Money.Spell(offered.Price ?? 0)} for a core and an hour"),
    ];

    /// <summary>The criteria, those that are told first at the beginning.</summary>
    public IReadOnlyList<Criterion<NodeDemand, Node>> All { get; }

    /// <summary>The first criterion that does not hold; null if all do.</summary>
    public Criterion<NodeDemand, Node>? First(NodeDemand wanted, Node offered)
    {
        foreach (Criterion<NodeDemand, Node> criterion in All)
        {
            if (!criterion.Holds(wanted, offered))
            {
                return criterion;
            }
        }

        return null;
    }

    private static Criterion<NodeDemand, Node> Text(string name, Func<Node, string?> value) => new(
        name,
        (wanted, offered) => Matching.IsAsked(value(wanted.Node), value(offered)),
        wanted => value(wanted.Node) ?? "any",
        offered => value(offered) ?? "none");

    private static Criterion<NodeDemand, Node> List(
        string name,
        Func<ModelList<string>, ModelList<string>, bool> holds,
        Func<Node, ModelList<string>> value) => new(
        name,
        (wanted, offered) => holds(value(wanted.Node), value(offered)),
        wanted => Matching.Names(value(wanted.Node)),
        offered => Matching.Names(value(offered)));

    private static Criterion<NodeDemand, Node> Size(CapacityKind kind)
    {
        Capacity capacity = new(kind);
        return new Criterion<NodeDemand, Node>(
            capacity.Name,
            (wanted, offered) => capacity.Had(offered) >= Wanted(wanted),
            wanted => capacity.Spell(Wanted(wanted)),
            offered => capacity.Spell(capacity.Had(offered)));

        long Wanted(NodeDemand wanted) =>
            wanted.Amounts.FirstOrDefault(amount => amount.Capacity == capacity)?.Amount ?? 0;
    }

    /// <summary>A computer can be programmed to do anything; other things do what they are made for.</summary>
    private static bool Does(ElementaryFunction offered, ElementaryFunction wanted) =>
        offered == ElementaryFunction.Compute || offered == wanted;

    private static bool IsAsFast(Amount? wanted, Amount? offered) =>
        wanted is null || (offered is not null && wanted.Permits(PhysicalAmount.Of(offered)));

    private static string Spell(Amount? frequency) =>
        frequency is null ? "none" : AmountText.Write(frequency, Dimension.Frequency);

    private static string Word(Enum value) => value.ToString().ToLower(CultureInfo.InvariantCulture);
}
