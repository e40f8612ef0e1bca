using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>Rules about places that contradict one another, or the nodes they speak of.</summary>
internal sealed class PlacementRules(FindingList findings)
{
    /// <summary>Members that are compared; a description with more is not looked at further.</summary>
    private const long MaxCompared = 20_000_000;

    private long compared;

    /// <summary>Looks at all rules.</summary>
    public void Check(Infrastructure infrastructure)
    {
        Dictionary<string, Node> nodes = infrastructure.Nodes.ToDictionary(node => node.Id);
        foreach (Placement placement in infrastructure.Placements)
        {
            if (placement.Members.Count < 2)
            {
                string message = $"'{placement.Id}' speaks of {placement.Members.Count} nodes";
                findings.Warning("placement", placement.Place, message, "name two or more, or an array");
            }

            CheckLocations(placement, nodes);
            CheckContradictions(placement, infrastructure.Placements);
        }
    }

    private void CheckLocations(Placement placement, Dictionary<string, Node> nodes)
    {
        List<(string Id, string Location)> fixedNodes = [.. placement.Members
            .Select(member => nodes[member.Path])
            .Where(node => node.Location is not null)
            .Select(node => (node.Id, node.Location!))];
        IGrouping<string, (string Id, string Location)>[] places = [.. fixedNodes.GroupBy(node => node.Location)];
        if (!placement.Apart && places.Length > 1)
        {
            findings.Error(
                "placement",
                placement.Place,
                $"'{placement.Id}' wants together what has the locations {places[0].Key} and {places[1].Key}");
        }

        bool byLocation = placement is { Apart: true, Scope: PlacementScope.Location };
        if (byLocation && places.FirstOrDefault(place => place.Count() > 1) is { } shared)
        {
            string both = string.Join(" and ", shared.Take(2).Select(node => $"'{node.Id}'"));
            string message = $"'{placement.Id}' wants apart what has one location: {both} are in {shared.Key}";
            findings.Error("placement", placement.Place, message);
        }
    }

    private void CheckContradictions(Placement placement, IEnumerable<Placement> all)
    {
        if (placement.Apart || findings.IsFull || compared > MaxCompared)
        {
            return;
        }

        HashSet<string> together = [.. placement.Members.Select(member => member.Path)];
        foreach (Placement other in all.Where(other => other.Apart))
        {
            // What shares a resource shares its location; what shares a location need not share a resource.
            bool excludes = other.Scope == placement.Scope || placement.Scope == PlacementScope.Resource;
            compared += other.Members.Count;
            if (compared > MaxCompared)
            {
                return;
            }

            if (excludes && other.Members.Count(member => together.Contains(member.Path)) > 1)
            {
                findings.Error(
                    "placement",
                    placement.Place,
                    $"'{placement.Id}' wants together what '{other.Id}' on line {other.Place.Line} wants apart");
            }
        }
    }
}
