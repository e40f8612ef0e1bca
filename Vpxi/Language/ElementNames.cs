using System.Collections.Frozen;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>What elements are called in messages, and what may stand among them.</summary>
internal static class ElementNames
{
    private static readonly string[] Parts =
    [
        "cluster", "link", "apart", "together", "repeat", "parameter", "event", "owner", "connected",
        .. NodeAttributes.Functions.Keys, .. LinkAttributes.Kinds.Keys,
    ];

    /// <summary>
    /// The keywords of what stands in a container. They are read before attributes are; here they are names to
    /// look for similar ones, and so never reached.
    /// </summary>
    public static FrozenDictionary<string, Func<Element, Arguments, Element>> All { get; } =
        Parts.ToFrozenDictionary(name => name, name => (Func<Element, Arguments, Element>)Misplaced);

    /// <summary>What an element is called.</summary>
    public static string Describe(Element element) => element switch
    {
        Description { Kind: InfrastructureKind.Physical } => "a pool",
        Description => "an infrastructure",
        Group => $"the cluster '{element.Id}'",
        Link => $"the link '{element.Id}'",
        Pattern pattern => $"the {pattern.Kind.ToString().ToLowerInvariant()} '{element.Id}'",
        _ => $"the node '{element.Id}'",
    };

    private static Element Misplaced(Element element, Arguments arguments) => throw new BindException(
        "unknown",
        arguments.Statement.Position,
        $"'{arguments.Statement.Keyword}' stands in the whole infrastructure, not in {Describe(element)}");
}
