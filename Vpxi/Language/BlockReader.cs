using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>Reads the blocks of nodes: how a router routes, and rules of access points.</summary>
internal sealed class BlockReader(Scope scope, LineTable lines, Action<Statement, Action> guard)
{
    /// <summary>How a router routes.</summary>
    public ControlPlane Routing(Arguments block)
    {
        block.End();
        ControlPlane plane = new() { Place = block.Place };
        HashSet<string> seen = [];
        Each(block, a => plane = a.Statement.Keyword switch
        {
            "layer" => Once(seen, a, plane with { Layer = a.Text("a layer") }),
            "type" => Once(seen, a, plane with { Type = a.Text("a type") }),
            "protocol" => Once(seen, a, plane with { Protocol = a.Text("a protocol") }),
            "table" => Once(seen, a, plane with { TableSize = a.Integer(0, int.MaxValue) }),
            "route" => plane with { Routes = plane.Routes.With(Route(a), a) },
            _ => throw Unknown(a, ["layer", "type", "protocol", "table", "route"]),
        });
        return plane;
    }

    /// <summary>A rule of an access point.</summary>
    public AccessRule Rule(Arguments block, AccessRuleKind kind)
    {
        const int maxPort = 65_535;
        block.End();
        AccessRule rule = new(kind) { Place = block.Place };
        HashSet<string> seen = [];
        Each(block, a => rule = a.Statement.Keyword switch
        {
            "endpoints" => Once(seen, a, rule with { Endpoints = a.References() }),
            "inside" => Once(seen, a, rule with { InPort = a.Integer(1, maxPort) }),
            "outside" => Once(seen, a, rule with { OutPort = a.Integer(1, maxPort) }),
            "protocol" => Once(seen, a, rule with { Protocol = a.Text("a protocol") }),
            "region" => Once(seen, a, rule with { Region = a.Text("a region") }),
            "addresses" => Once(seen, a, rule with { Addresses = a.Integer(1, ModelLimits.MaxCount) }),
            _ => throw Unknown(a, ["endpoints", "inside", "outside", "protocol", "region", "addresses"]),
        });
        return rule;
    }

    private void Each(Arguments block, Action<Arguments> read)
    {
        foreach (Statement statement in block.Statement.Block ?? [])
        {
            guard(statement, () =>
            {
                Arguments arguments = new(statement, scope, lines);
                read(arguments);
                arguments.End();
                arguments.NoBlock();
            });
        }
    }

    private static T Once<T>(HashSet<string> seen, Arguments arguments, T value) =>
        seen.Add(arguments.Statement.Keyword)
            ? value
            : throw new BindException(
                "repeated-attribute",
                arguments.Statement.Position,
                $"'{arguments.Statement.Keyword}' stands here twice",
                "keep one of them");

    private static Route Route(Arguments arguments)
    {
        arguments.Need("from");
        Reference source = arguments.Reference();
        arguments.Need("to");
        return new Route(source, arguments.Reference())
        {
            LinkIn = arguments.Take("in") ? arguments.Reference() : null,
            LinkOut = arguments.Take("out") ? arguments.Reference() : null,
        };
    }

    private static BindException Unknown(Arguments arguments, string[] known) => new(
        "unknown",
        arguments.Statement.Position,
        $"'{arguments.Statement.Keyword}' is not known here",
        NearestName.Question(arguments.Statement.Keyword, known) ?? $"known are: {string.Join(", ", known)}");
}
