using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>Attributes that do not go together, or that mean nothing where they stand.</summary>
internal sealed class ElementRules(FindingList findings)
{
    /// <summary>Looks at all elements.</summary>
    public void Check(Description description)
    {
        bool isPool = description.Kind == InfrastructureKind.Physical;
        CheckCosts(description, isPool);
        foreach (Element element in Walk.All(description.Elements))
        {
            CheckCosts(element, isPool);
            if (element.MaximumCost > description.MaximumCost)
            {
                findings.Warning(
                    "cost", element.Place, $"'{element.Id}' may cost more than the whole infrastructure may");
            }

            switch (element)
            {
                case Node node:
                    CheckNode(node);
                    break;
                case Group { Elements.Count: 0 }:
                    findings.Warning("empty-group", element.Place, $"the cluster '{element.Id}' is empty");
                    break;
                case Pattern pattern:
                    CheckPattern(pattern);
                    break;
            }
        }
    }

    private void CheckCosts(Element element, bool isPool)
    {
        if (element.Price is not null && !isPool)
        {
            string message = $"'{element.Id}' has a price, which only a pool has";
            findings.Warning("cost", element.Place, message, "'cost at most' is a bound");
        }

        if (element.MaximumCost is not null && isPool)
        {
            string message = $"'{element.Id}' bounds its cost, which a pool does not";
            findings.Warning("cost", element.Place, message, "'price' is what it costs");
        }
    }

    private void CheckNode(Node node)
    {
        bool isRouter = node.Function == ElementaryFunction.Routing;
        if (node.ControlPlane is { } plane)
        {
            if (!isRouter)
            {
                string message = $"'{node.Id}' is no router and has 'routing'";
                findings.Error("misplaced", plane.Place, message, "write 'router'");
            }

            if (plane.TableSize is int size && plane.Routes.Count > size)
            {
                string many = $"'{node.Id}' has {plane.Routes.Count} routes, its table holds {size}";
                findings.Error("range", plane.Place, many);
            }
        }

        foreach (AccessRule rule in node.Access)
        {
            CheckRule(node, rule);
        }

        if (node is { StorageType: not null, Function: not ElementaryFunction.Storage })
        {
            string message = $"'{node.Id}' is no storage and has a type of storage";
            findings.Warning("misplaced", node.Place, message, "write 'storage'");
        }
    }

    private void CheckRule(Node node, AccessRule rule)
    {
        if (node.Function != ElementaryFunction.Access)
        {
            string message = $"'{node.Id}' is no access point and has a rule of one";
            findings.Error("misplaced", rule.Place, message, "write 'access'");
        }

        bool isNat = rule.Kind == AccessRuleKind.Nat;
        if (rule.Endpoints.Count == 0 || (isNat && rule.Endpoints.Count > 1))
        {
            string wanted = isNat ? "one endpoint" : "an endpoint";
            findings.Error("endpoints", rule.Place, $"a rule of '{node.Id}' needs {wanted}", "endpoints NODE");
        }

        if (!isNat && (rule.InPort ?? rule.OutPort) is not null)
        {
            findings.Warning("misplaced", rule.Place, $"a rule of '{node.Id}' has ports, which only 'nat' has");
        }
    }

    private void CheckPattern(Pattern pattern)
    {
        if (pattern.Members.Count == 0)
        {
            findings.Error("members", pattern.Place, $"'{pattern.Id}' has no members");
        }
        else if (pattern.Kind != PatternKind.Tree && pattern.Fanout is not null)
        {
            findings.Warning("misplaced", pattern.Place, $"'{pattern.Id}' is no tree and has a fanout");
        }
    }
}
