using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>Brings a description into the form that VXDL 2.0 has: nodes, links, and arrays of them.</summary>
internal static class PlainForm
{
    /// <summary>The same without patterns, arrays of single nodes and nested groups.</summary>
    public static Description Of(Description description, FindingList findings)
    {
        Description rest = description with
        {
            Elements = [.. description.Elements.Where(element => element is not Placement)],
        };
        if (rest.Elements.All(IsPlain))
        {
            return rest;
        }

        const string expanded = "VXDL 2.0 has no such arrays, clusters or patterns; they are expanded";
        findings.Warning("expanded", description.Place, expanded);
        return Expand(rest);
    }

    private static bool IsPlain(Element element) => element switch
    {
        Group group => group.Count is not null
            && group == Bare(group)
            && group.Elements.All(inner => inner is Node or Link && inner.Count is null),
        Pattern => false,
        _ => element.Count is null,
    };

    /// <summary>What an array of VXDL 2.0 can say of itself.</summary>
    private static Group Bare(Group group) => new(group.Id)
    {
        Count = group.Count,
        Location = group.Location,
        Elements = group.Elements,
    };

    private static Description Expand(Description description)
    {
        Infrastructure flat = Expansion.Expand(description, out _);
        Dictionary<string, string> names = [];
        HashSet<string> taken = [];
        foreach (string id in flat.Nodes.Select(node => node.Id).Concat(flat.Links.Select(link => link.Id)))
        {
            names[id] = Free(id, taken);
        }

        Reference Rename(Reference reference) => reference with
        {
            Path = names.GetValueOrDefault(reference.Path, reference.Path),
        };

        Route RenameRoute(Route route) => new(Rename(route.Source), Rename(route.Target))
        {
            LinkIn = route.LinkIn is null ? null : Rename(route.LinkIn),
            LinkOut = route.LinkOut is null ? null : Rename(route.LinkOut),
        };

        Node RenameNode(Node node) => node with
        {
            Id = names[node.Id],
            Access = [.. node.Access.Select(rule => rule with { Endpoints = [.. rule.Endpoints.Select(Rename)] })],
            ControlPlane = node.ControlPlane is not { } plane
                ? null
                : plane with { Routes = [.. plane.Routes.Select(RenameRoute)] },
        };

        Link RenameLink(Link link) => link with
        {
            Id = names[link.Id],
            Source = Rename(link.Source),
            Target = Rename(link.Target),
        };

        return description with
        {
            Elements = [.. flat.Nodes.Select(RenameNode), .. flat.Links.Select(RenameLink)],
        };
    }

    /// <summary>A name without brackets that nobody has.</summary>
    private static string Free(string id, HashSet<string> taken)
    {
        string name = id.Replace("[", "-", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);
        while (!taken.Add(name))
        {
            name += "_";
        }

        return name;
    }
}
