using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>Links and what they connect.</summary>
internal sealed class TopologyRules(FindingList findings)
{
    private readonly Dictionary<string, string> roots = [];

    /// <summary>Looks at the graph.</summary>
    public void Check(Description description, Infrastructure infrastructure)
    {
        if (description.Elements.Count == 0)
        {
            findings.Warning("empty", description.Place, $"'{description.Id}' has no elements");
        }

        foreach (Node node in infrastructure.Nodes)
        {
            roots[node.Id] = node.Id;
        }

        CheckLinks(infrastructure);
        CheckSizes(description, infrastructure);
        CheckParts(description, infrastructure);
    }

    private void CheckLinks(Infrastructure infrastructure)
    {
        HashSet<(string From, string To)> seen = [];
        foreach (Link link in infrastructure.Links)
        {
            (string from, string to) = (link.Source.Path, link.Target.Path);
            if (from == to)
            {
                findings.Error("self-link", link.Place, $"'{link.Id}' links '{from}' with itself");
            }
            else if (!seen.Add(string.CompareOrdinal(from, to) < 0 ? (from, to) : (to, from)) && link.Pattern is null)
            {
                string message = $"'{link.Id}' is one more link between '{from}' and '{to}'";
                findings.Warning("parallel-link", link.Place, message);
            }

            roots[Root(from)] = Root(to);
        }
    }

    /// <summary>A pattern whose members turn out to be too few makes no links.</summary>
    private void CheckSizes(Description description, Infrastructure infrastructure)
    {
        Dictionary<string, int> made = infrastructure.Links
            .Where(link => link.Pattern is not null)
            .GroupBy(link => link.Pattern!)
            .ToDictionary(links => links.Key, links => links.Count());
        foreach (Pattern pattern in description.Elements.OfType<Pattern>())
        {
            bool isPlain = pattern.Count is null && pattern.Members.Count > 0;
            int least = pattern.Kind == PatternKind.Lan ? 2 : 1;
            if (isPlain && made.GetValueOrDefault(pattern.Id) < least)
            {
                string message = $"'{pattern.Id}' has too few members to link";
                findings.Warning("members", pattern.Place, message, "name two or more, or an array");
            }
        }
    }

    private void CheckParts(Description description, Infrastructure infrastructure)
    {
        IGrouping<string, Node>[] parts = [.. infrastructure.Nodes
            .GroupBy(node => Root(node.Id))
            .OrderByDescending(part => part.Count())];
        if (parts.Length < 2 || (infrastructure.Links.Count == 0 && !description.Connected))
        {
            return;
        }

        string anchor = parts[0].First().Id;
        foreach (IGrouping<string, Node> part in parts.Skip(1))
        {
            Node first = part.First();
            int more = part.Count() - 1;
            string others = more == 0 ? "" : $" and {more} more";
            string message = $"'{first.Id}'{others} cannot be reached from '{anchor}'";
            if (description.Connected)
            {
                findings.Error("unreachable", first.Place, message, "add a link, or take 'connected' away");
            }
            else
            {
                findings.Warning("unreachable", first.Place, message, "add a link if they shall talk");
            }
        }
    }

    private string Root(string node)
    {
        string root = node;
        while (roots[root] != root)
        {
            root = roots[root];
        }

        // Every node on the way is hung below the root, so that the next way is short.
        for (string at = node; at != root;)
        {
            (string next, roots[at]) = (roots[at], root);
            at = next;
        }

        return root;
    }
}
