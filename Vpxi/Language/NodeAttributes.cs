using System.Collections.Frozen;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>The attributes of nodes of all functions.</summary>
internal static class NodeAttributes
{
    /// <summary>What each attribute does.</summary>
    public static FrozenDictionary<string, Func<Node, Arguments, Node>> Table { get; } =
        new Dictionary<string, Func<Node, Arguments, Node>>
        {
            ["cores"] = (node, a) => node with { Cores = a.Amount(Dimension.Number) },
            ["frequency"] = (node, a) => node with { Frequency = a.Amount(Dimension.Frequency) },
            ["memory"] = (node, a) => node with { Memory = a.Amount(Dimension.Size) },
            ["storage"] = (node, a) => node with { Storage = a.Amount(Dimension.Size) },
            ["architecture"] = (node, a) => node with { Architecture = a.Text("an architecture") },
            ["type"] = (node, a) => node with { StorageType = a.Text("a type of storage") },
            ["region"] = (node, a) => node with { Region = a.Text("a region") },
            ["image"] = (node, a) => node with { Image = a.Text("an image") },
            ["command"] = (node, a) => node with { Command = a.Text("a command") },
            ["software"] = (node, a) => node with { Software = a.Texts() },
            ["services"] = (node, a) => node with { Services = a.Texts() },
            ["devices"] = (node, a) => node with { Devices = a.Texts() },
        }.ToFrozenDictionary();

    /// <summary>The keywords of nodes, by function.</summary>
    public static FrozenDictionary<string, ElementaryFunction> Functions { get; } =
        new Dictionary<string, ElementaryFunction>
        {
            ["node"] = ElementaryFunction.Compute,
            ["storage"] = ElementaryFunction.Storage,
            ["visualization"] = ElementaryFunction.Visualization,
            ["router"] = ElementaryFunction.Routing,
            ["access"] = ElementaryFunction.Access,
        }.ToFrozenDictionary();

    /// <summary>The keywords of rules of access points.</summary>
    public static FrozenDictionary<string, AccessRuleKind> Rules { get; } = new Dictionary<string, AccessRuleKind>
    {
        ["balance"] = AccessRuleKind.LoadBalancer,
        ["nat"] = AccessRuleKind.Nat,
        ["masquerade"] = AccessRuleKind.Masquerade,
    }.ToFrozenDictionary();
}
