using System.Collections.Frozen;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>
/// Carries statements out: parameters get their values, repetitions are repeated, and a description comes of it. A
/// wrong statement is reported and left out; the others are read all the same.
/// </summary>
internal sealed class Binder
{
    private static readonly string[] Unrepeated = ["label", "parameter"];

    private readonly LineTable lines;
    private readonly FindingList findings;
    private readonly Scope scope = new();
    private readonly Parameters parameters;
    private int statements;

    public Binder(LineTable lines, FindingList findings, IReadOnlyDictionary<string, string> values)
    {
        (this.lines, this.findings) = (lines, findings);
        parameters = new Parameters(scope, values);
    }

    /// <summary>Reads the statements of a document, of which there must be one.</summary>
    public Description? Document(IReadOnlyList<Statement> all)
    {
        Description? description = null;
        foreach (Statement statement in all)
        {
            Guard(statement, () => description = One(description, statement));
        }

        if (all.Count == 0)
        {
            findings.Error("missing", new SourcePlace(1, 1), "the document is empty", "infrastructure NAME { ... }");
        }

        return description;
    }

    private Description One(Description? before, Statement statement)
    {
        string[] kinds = ["infrastructure", "pool"];
        if (!kinds.Contains(statement.Keyword))
        {
            throw Unknown(statement, "statement at the top", kinds);
        }

        if (before is not null)
        {
            throw new BindException("repeated-id", statement.Position, "a document has one infrastructure or pool");
        }

        Arguments arguments = new(statement, scope, lines);
        bool isPool = statement.Keyword == "pool";
        Description description = new(arguments.Name())
        {
            Place = arguments.Place,
            Kind = isPool ? InfrastructureKind.Physical : InfrastructureKind.Virtual,
        };
        arguments.End();
        Container container = new(description);
        Fill(container, statement);
        foreach (string name in parameters.Unused)
        {
            string? suggestion = NearestName.Question(name, parameters.Declared);
            string message = $"a value is given for '{name}', which is no parameter";
            findings.Error("parameter", arguments.Place, message, suggestion);
        }

        return (Description)container.Element with
        {
            Elements = [.. container.Elements],
            Timeline = [.. container.Timeline],
        };
    }

    private void Fill(Container container, Statement statement)
    {
        foreach (Statement inner in statement.Block ?? [])
        {
            Guard(inner, () => Inside(container, inner));
        }
    }

    private void Inside(Container container, Statement statement)
    {
        Arguments arguments = new(statement, scope, lines);
        if (statement.Keyword == "repeat")
        {
            Repeat(container, arguments);
        }
        else if (Element(arguments) is { } element)
        {
            container.Elements.Add(element);
        }
        else if (!TopLevel(container, arguments))
        {
            container.Element = Attribute(container.Element, arguments, container.Seen, ElementNames.All);
        }
    }

    /// <summary>What only the whole has.</summary>
    private bool TopLevel(Container container, Arguments arguments)
    {
        if (container.Element is not Description whole)
        {
            return false;
        }

        switch (arguments.Statement.Keyword)
        {
            case "parameter":
                parameters.Declare(arguments);
                break;
            case "event":
                container.Timeline.Add(Event(arguments));
                break;
            case "owner":
                Once(container.Seen, arguments);
                container.Element = whole with { Owner = arguments.Text("a key or a name") };
                break;
            case "connected":
                Once(container.Seen, arguments);
                container.Element = whole with { Connected = true };
                break;
            default:
                return false;
        }

        arguments.End();
        arguments.NoBlock();
        return true;
    }

    private void Repeat(Container container, Arguments arguments)
    {
        string name = arguments.Name();
        arguments.Need("from");
        int from = arguments.Integer(0, ModelLimits.MaxCount);
        arguments.Need("to");
        int to = arguments.Integer(0, ModelLimits.MaxCount);
        int step = arguments.Take("step") ? arguments.Integer(1, ModelLimits.MaxCount) : 1;
        arguments.End();
        if (scope.Has(name))
        {
            throw new BindException("parameter", arguments.Statement.Position, $"'{name}' has a value already");
        }

        for (int i = from; i <= to && !findings.IsFull && statements <= LanguageLimits.MaxStatements; i += step)
        {
            scope.Set(name, Value.Of(i));
            Fill(container, arguments.Statement);
        }

        scope.Set(name, null);
    }

    private Element? Element(Arguments arguments)
    {
        string keyword = arguments.Statement.Keyword;
        bool isNode = NodeAttributes.Functions.TryGetValue(keyword, out ElementaryFunction function);
        return isNode ? Node(arguments, function)
            : LinkAttributes.Kinds.TryGetValue(keyword, out PatternKind pattern) ? Pattern(arguments, pattern)
            : keyword switch
            {
                "cluster" => Group(arguments),
                "link" => Link(arguments),
                "apart" or "together" => Placement(arguments),
                _ => null,
            };
    }

    private Group Group(Arguments arguments)
    {
        (string id, int? count) = arguments.Declaration();
        arguments.End();
        Container container = new(new Group(id) { Place = arguments.Place, Count = count });
        Fill(container, arguments.Statement);
        return (Group)container.Element with { Elements = [.. container.Elements] };
    }

    private Node Node(Arguments arguments, ElementaryFunction function)
    {
        (string id, int? count) = arguments.Declaration();
        arguments.End();
        Node node = new(id) { Place = arguments.Place, Count = count, Function = function };
        HashSet<string> seen = [];
        foreach (Statement inner in arguments.Statement.Block ?? [])
        {
            Guard(inner, () => node = NodeStatement(node, inner, seen));
        }

        return node;
    }

    private Node NodeStatement(Node node, Statement statement, HashSet<string> seen)
    {
        Arguments arguments = new(statement, scope, lines);
        if (statement.Keyword == "routing")
        {
            Once(seen, arguments);
            return node with { ControlPlane = new BlockReader(scope, lines, Guard).Routing(arguments) };
        }

        if (!NodeAttributes.Rules.TryGetValue(statement.Keyword, out AccessRuleKind kind))
        {
            return Attribute(node, arguments, seen, NodeAttributes.Table);
        }

        AccessRule rule = new BlockReader(scope, lines, Guard).Rule(arguments, kind);
        return node with { Access = node.Access.With(rule, arguments) };
    }

    private Link Link(Arguments arguments)
    {
        (string id, int? count) = arguments.Declaration();
        arguments.Need("from");
        Reference source = arguments.Reference();
        arguments.Need("to");
        Link link = new(id, source, arguments.Reference()) { Place = arguments.Place, Count = count };
        arguments.End();
        return Block(link, arguments.Statement, LinkAttributes.Links);
    }

    private Pattern Pattern(Arguments arguments, PatternKind kind)
    {
        (string id, int? count) = arguments.Declaration();
        arguments.Need("of");
        Pattern pattern = new(id)
        {
            Place = arguments.Place,
            Count = count,
            Kind = kind,
            Members = arguments.References(),
            Center = kind == PatternKind.Star && arguments.Take("around") ? arguments.Reference() : null,
            Fanout = kind == PatternKind.Tree && arguments.Take("fanout")
                ? arguments.Integer(1, ModelLimits.MaxCount)
                : null,
        };
        arguments.End();
        return Block(pattern, arguments.Statement, LinkAttributes.Patterns);
    }

    private static Placement Placement(Arguments arguments)
    {
        string id = arguments.Name();
        arguments.Need("of");
        ModelList<Reference> members = arguments.References();
        bool byLocation = arguments.Take("by") && NeedLocation(arguments);
        arguments.End();
        arguments.NoBlock();
        return new Placement(id)
        {
            Place = arguments.Place,
            Apart = arguments.Statement.Keyword == "apart",
            Members = members,
            Scope = byLocation ? PlacementScope.Location : PlacementScope.Resource,
        };
    }

    private static bool NeedLocation(Arguments arguments)
    {
        arguments.Need("location");
        return true;
    }

    private static TimelineEvent Event(Arguments arguments)
    {
        string id = arguments.Name();
        arguments.Need("after");
        const long millisecond = 1_000_000;
        return new TimelineEvent(id, arguments.Quantity(Dimension.Time) / millisecond) { Place = arguments.Place };
    }

    private T Block<T>(T element, Statement statement, FrozenDictionary<string, Func<T, Arguments, T>> table)
        where T : Element
    {
        HashSet<string> seen = [];
        foreach (Statement inner in statement.Block ?? [])
        {
            Guard(inner, () => element = Attribute(element, new Arguments(inner, scope, lines), seen, table));
        }

        return element;
    }

    private static T Attribute<T>(
        T element, Arguments arguments, HashSet<string> seen, FrozenDictionary<string, Func<T, Arguments, T>> table)
        where T : Element
    {
        Statement statement = arguments.Statement;
        Once(seen, arguments);
        T changed = table.TryGetValue(statement.Keyword, out Func<T, Arguments, T>? own) ? own(element, arguments)
            : CommonAttributes.Table.TryGetValue(statement.Keyword, out Func<Element, Arguments, Element>? common)
            ? (T)common(element, arguments)
            : throw Unknown(
                statement, ElementNames.Describe(element), table.Keys.Concat(CommonAttributes.Table.Keys));
        arguments.End();
        arguments.NoBlock();
        return changed;
    }

    private static void Once(HashSet<string> seen, Arguments arguments)
    {
        Statement statement = arguments.Statement;
        if (!Unrepeated.Contains(statement.Keyword) && !seen.Add(statement.Keyword))
        {
            string message = $"'{statement.Keyword}' stands here twice";
            throw new BindException("repeated-attribute", statement.Position, message, "keep one of them");
        }
    }

    private static BindException Unknown(Statement statement, string where, IEnumerable<string> known)
    {
        List<string> names = [.. known.Order(StringComparer.Ordinal)];
        return new BindException(
            "unknown",
            statement.Position,
            $"'{statement.Keyword}' is not known here, in {where}",
            NearestName.Question(statement.Keyword, names) ?? $"known are: {string.Join(", ", names)}");
    }

    /// <summary>Says it of the first statement that is too many.</summary>
    private void TooMany(Statement statement)
    {
        if (statements == LanguageLimits.MaxStatements + 1)
        {
            findings.Error(
                "limit",
                lines.At(statement.Position),
                $"there are over {LanguageLimits.MaxStatements} statements, repetitions counted",
                "arrays as in 'node worker[1000]' have no such limit");
        }
    }

    private void Guard(Statement statement, Action read)
    {
        if (findings.IsFull || ++statements > LanguageLimits.MaxStatements)
        {
            TooMany(statement);
            return;
        }

        try
        {
            read();
        }
        catch (BindException fault)
        {
            findings.Error(fault.Rule, lines.At(fault.Position), fault.Message, fault.Suggestion);
        }
        catch (OverflowException)
        {
            findings.Error("range", lines.At(statement.Position), "a number here is too large");
        }
    }
}
