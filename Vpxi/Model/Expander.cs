namespace HiperNet.Vpxi.Model;

/// <summary>One expansion: nodes first, so that links may speak of what is written later.</summary>
internal sealed class Expander(Description description, FindingList findings)
{
    /// <summary>What says how many patterns make of a tree if nothing else does.</summary>
    private const int DefaultFanout = 2;

    private readonly NameTable names = new();
    private readonly List<Node> nodes = [];
    private readonly List<string> nodeScopes = [];
    private readonly List<Link> links = [];
    private readonly List<Group> groups = [];
    private readonly List<Placement> placements = [];
    private readonly List<(Element Element, string Scope)> later = [];
    private readonly List<string> around = [];
    private HashSet<string>? linkNames;
    private bool isTooLarge;
    private int depth;
    private long members;

    /// <summary>Does all of it.</summary>
    public Infrastructure Run()
    {
        Walk(description.Elements, "", description);
        foreach ((Element element, string scope) in later)
        {
            Connect(element, scope);
        }

        for (int i = 0; i < nodes.Count; i++)
        {
            nodes[i] = ResolveInside(nodes[i], nodeScopes[i]);
        }

        return new Infrastructure(description.Id)
        {
            Place = description.Place,
            Kind = description.Kind,
            Owner = description.Owner,
            Location = description.Location,
            Period = description.Period,
            Security = description.Security,
            MaximumCost = description.MaximumCost,
            Price = description.Price,
            Model = description.Model,
            Labels = description.Labels,
            Nodes = [.. nodes],
            Links = [.. links],
            Groups = [.. groups],
            Placements = [.. placements],
            Timeline = description.Timeline,
        };
    }

    private void Walk(ModelList<Element> elements, string scope, Element outer)
    {
        foreach (Element element in elements)
        {
            string name = Join(scope, element.Id);
            if (!TakeName(name, element))
            {
                continue;
            }

            if (element.Count is null)
            {
                Place(element, name, scope, outer);
                continue;
            }

            around.Add(name);
            names.Open(name, element.Count);
            for (int copy = 1; copy <= element.Count && HasRoom(element); copy++)
            {
                Place(element, $"{name}[{copy}]", scope, outer);
            }

            around.RemoveAt(around.Count - 1);
        }
    }

    private bool TakeName(string name, Element element)
    {
        if (element.Count is < 1 or > ModelLimits.MaxCount)
        {
            string suggestion = $"1 to {ModelLimits.MaxCount}";
            findings.Error("bad-count", element.Place, $"'{element.Id}' has {element.Count} copies", suggestion);
            return false;
        }

        if (element.Id.Length == 0 || element.Id.AsSpan().ContainsAny("[]*"))
        {
            findings.Error("bad-name", element.Place, $"'{element.Id}' is no name: it is empty or has one of [ ] *");
            return false;
        }

        if (name.Length > ModelLimits.MaxNameLength)
        {
            findings.Error("too-large", element.Place, $"a name has over {ModelLimits.MaxNameLength} characters");
            return false;
        }

        if (names.Take(name, element.Place) is SourcePlace before)
        {
            findings.Error(
                "repeated-id",
                element.Place,
                $"'{name}' is used twice; first on line {before.Line}",
                "give one of them another name");
            return false;
        }

        return true;
    }

    private bool HasRoom(Element element)
    {
        bool hasRoom = element switch
        {
            Node => nodes.Count < ModelLimits.MaxNodes,
            Group => groups.Count < ModelLimits.MaxNodes,
            Pattern { Kind: PatternKind.Lan } =>
                nodes.Count < ModelLimits.MaxNodes && later.Count < ModelLimits.MaxLinks,
            _ => later.Count < ModelLimits.MaxLinks,
        };
        if (!hasRoom)
        {
            TooLarge(element);
        }

        return hasRoom;
    }

    /// <summary>Says it once: what comes after would only say the same.</summary>
    private void TooLarge(Element element)
    {
        if (!isTooLarge)
        {
            isTooLarge = true;
            findings.Error(
                "too-large",
                element.Place,
                $"it expands to more than {ModelLimits.MaxNodes} nodes or clusters, or {ModelLimits.MaxLinks} links");
        }
    }

    private void Place(Element element, string name, string scope, Element outer)
    {
        if (!HasRoom(element))
        {
            return;
        }

        Element placed = Inherit(element, outer) with
        {
            Id = name,
            Count = null,
            Group = scope.Length == 0 ? null : scope,
        };
        switch (placed)
        {
            case Node node:
                AddNode(node, scope);
                break;
            case Group group:
                Enter(group, name);
                break;
            case Pattern { Kind: PatternKind.Lan } lan:
                AddSwitch(lan, scope);
                later.Add((placed, scope));
                break;
            default:
                later.Add((placed, scope));
                break;
        }
    }

    private static Element Inherit(Element element, Element outer) => element with
    {
        Location = element.Location ?? (element is Node or Group or Pattern ? outer.Location : null),
        Period = element.Period.Within(outer.Period),
        Security = element.Security.Within(outer.Security),
    };

    private void AddNode(Node node, string scope)
    {
        names.Add(node.Id, nodes.Count);
        foreach (string name in around)
        {
            names.Add(name, nodes.Count);
        }

        nodes.Add(node);
        nodeScopes.Add(scope);
    }

    private void Enter(Group group, string name)
    {
        if (depth == ModelLimits.MaxDepth)
        {
            findings.Error("too-deep", group.Place, $"groups are nested over {ModelLimits.MaxDepth} deep");
            return;
        }

        groups.Add(group with { Elements = [] });
        names.Open(name, null);
        around.Add(name);
        depth++;
        Walk(group.Elements, name, group);
        depth--;
        around.RemoveAt(around.Count - 1);
    }

    private void Connect(Element element, string scope)
    {
        switch (element)
        {
            case Link link when End(link.Source, scope) is { } source && End(link.Target, scope) is { } target:
                AddLink(link with { Source = source, Target = target });
                break;
            case Pattern pattern:
                Connect(pattern, scope);
                break;
            case Placement placement:
                placements.Add(placement with { Members = References(Members(placement.Members, scope)) });
                break;
        }
    }

    private void AddLink(Link link)
    {
        if (links.Count < ModelLimits.MaxLinks)
        {
            links.Add(link);
        }
        else
        {
            TooLarge(link);
        }
    }

    private void Connect(Pattern pattern, string scope)
    {
        List<int> linked = Members(pattern.Members, scope);
        int? center = Center(pattern, scope);
        linked.RemoveAll(member => member == center);
        if (pattern.Kind == PatternKind.Star && center is null)
        {
            if (pattern.Center is null)
            {
                string message = $"the star '{pattern.Id}' has no centre";
                findings.Error("no-center", pattern.Place, message, "add 'around NODE' after its members");
            }

            return;
        }

        if (links.Count + PatternLinks.Count(pattern.Kind, linked.Count) > ModelLimits.MaxLinks)
        {
            TooLarge(pattern);
            return;
        }

        int number = 0;
        foreach ((int from, int to) in PatternLinks.Pairs(pattern.Kind, linked.Count, pattern.Fanout ?? DefaultFanout))
        {
            links.Add(Link(pattern, ++number, from < 0 ? center!.Value : linked[from], linked[to]));
        }
    }

    private int? Center(Pattern pattern, string scope) => pattern.Kind == PatternKind.Lan
        ? names.Find(pattern.Id, "")![0]
        : pattern.Center is { } reference ? Single(reference, scope) : null;

    /// <summary>The switch of a LAN has the LAN's name. To what speaks of its group it does not belong.</summary>
    private void AddSwitch(Pattern pattern, string scope)
    {
        names.Add(pattern.Id, nodes.Count);
        nodeScopes.Add(scope);
        nodes.Add(new Node(pattern.Id)
        {
            Place = pattern.Place,
            Function = ElementaryFunction.Routing,
            Implied = true,
            Group = pattern.Group,
            Location = pattern.Location,
            Period = pattern.Period,
            Security = pattern.Security,
        });
    }

    private Link Link(Pattern pattern, int number, int from, int to) =>
        new($"{pattern.Id}[{number}]", Whole(from, pattern.Place), Whole(to, pattern.Place))
        {
            Place = pattern.Place,
            Pattern = pattern.Id,
            Group = pattern.Group,
            Period = pattern.Period,
            Security = pattern.Security,
            MaximumCost = pattern.MaximumCost,
            Price = pattern.Price,
            Model = pattern.Model,
            Labels = pattern.Labels,
            Forward = pattern.Forward,
            Reverse = pattern.Reverse,
            Latency = pattern.Latency,
        };

    private Reference Whole(int node, SourcePlace place) => new(nodes[node].Id) { Place = place };

    private ModelList<Reference> References(List<int> found) =>
        [.. found.Select(node => new Reference(nodes[node].Id))];

    private Node ResolveInside(Node node, string scope)
    {
        if (node.Access.Count > 0)
        {
            node = node with
            {
                Access = [.. node.Access.Select(rule => Resolve(rule, scope))],
            };
        }

        if (node.ControlPlane is { Routes.Count: > 0 } plane)
        {
            ModelList<Route> routes = [.. plane.Routes.Select(route => Resolve(route, scope))];
            node = node with { ControlPlane = plane with { Routes = routes } };
        }

        return node;
    }

    private AccessRule Resolve(AccessRule rule, string scope) =>
        rule with { Endpoints = References(Members(rule.Endpoints, scope)) };

    private Route Resolve(Route route, string scope) => new(
        End(route.Source, scope) ?? route.Source, End(route.Target, scope) ?? route.Target)
    {
        LinkIn = FindLink(route.LinkIn, scope),
        LinkOut = FindLink(route.LinkOut, scope),
    };

    private Reference? FindLink(Reference? reference, string scope)
    {
        linkNames ??= [.. links.Select(link => link.Id)];
        string? found = reference is null ? null : Scopes(scope)
            .Select(outer => Join(outer, reference.Path))
            .FirstOrDefault(linkNames.Contains);
        if (reference is not null && found is null)
        {
            string? suggestion = NearestName.Question(reference.Path, linkNames);
            findings.Error("dangling", reference.Place, $"'{reference.Path}' names no link", suggestion);
        }

        return found is null ? reference : reference! with { Path = found };
    }

    /// <summary>A scope, and those around it, to the outermost.</summary>
    private static IEnumerable<string> Scopes(string scope)
    {
        for (; scope.Length > 0; scope = scope[..Math.Max(0, scope.LastIndexOf('.'))])
        {
            yield return scope;
        }

        yield return "";
    }

    /// <summary>The nodes of all the references, each once, in order.</summary>
    private List<int> Members(ModelList<Reference> references, string scope)
    {
        List<int> found = [];
        HashSet<int> seen = [];
        foreach (Reference reference in references)
        {
            foreach (int node in Find(reference, scope) ?? [])
            {
                if (seen.Add(node))
                {
                    found.Add(node);
                }
            }
        }

        return found;
    }

    private Reference? End(Reference reference, string scope) =>
        Single(reference, scope) is int node ? Whole(node, reference.Place) : null;

    private int? Single(Reference reference, string scope)
    {
        IReadOnlyList<int>? found = Find(reference, scope);
        if (found is null or { Count: 1 })
        {
            return found?[0];
        }

        findings.Error(
            "ambiguous",
            reference.Place,
            $"'{reference.Path}' stands for {found.Count} nodes, where one is needed",
            found.Count == 0 ? null : "name one of them, as in 'name[1]', or use a pattern");
        return null;
    }

    private IReadOnlyList<int>? Find(Reference reference, string scope)
    {
        if (reference.Path.Length == 0)
        {
            findings.Error("bad-name", reference.Place, "the name of an element is missing here");
            return null;
        }

        IReadOnlyList<int>? found = names.Find(reference.Path, scope);
        if (found is null)
        {
            findings.Error(
                "dangling",
                reference.Place,
                $"'{reference.Path}' names no node",
                findings.IsFull ? null : NearestName.Question(reference.Path, names.Names));
            return null;
        }

        members += found.Count;
        if (members > ModelLimits.MaxMembers)
        {
            string message = $"patterns and rules have over {ModelLimits.MaxMembers} members";
            findings.Error("too-large", reference.Place, message);
            return null;
        }

        return found;
    }

    private static string Join(string scope, string name) => scope.Length == 0 ? name : scope + "." + name;
}
