using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>How a router routes, in XML.</summary>
internal static class XmlRouting
{
    /// <summary>Reads a <c>controlPlane</c>.</summary>
    public static ControlPlane Read(XmlPart part, FindingList findings)
    {
        ControlPlane plane = new() { Place = part.Place };
        XmlOnce once = new(findings);
        foreach (XmlPart child in part.Children)
        {
            plane = child.Name switch
            {
                "layer" when once.Take(child) => plane with { Layer = child.Text },
                "type" when once.Take(child) => plane with { Type = child.Text },
                "routingProtocol" when once.Take(child) => plane with { Protocol = child.Text },
                "routingTable" when once.Take(child) => Table(plane, child, findings),
                _ when once.Has(child.Name) => plane,
                _ => Unknown(plane, child, findings),
            };
        }

        // The older dialect has them as attributes.
        return plane with
        {
            Layer = plane.Layer ?? part.Attributes.GetValueOrDefault("layer"),
            Type = plane.Type ?? part.Attributes.GetValueOrDefault("type"),
            Protocol = plane.Protocol ?? part.Attributes.GetValueOrDefault("routingProtocol"),
        };
    }

    /// <summary>The name of an element.</summary>
    public static Reference Reference(XmlPart part) => new(part.Text) { Place = part.Place };

    private static ControlPlane Table(ControlPlane plane, XmlPart part, FindingList findings)
    {
        List<Route> routes = [];
        foreach (XmlPart child in part.Children)
        {
            if (child.Name == "rtSize")
            {
                plane = plane with { TableSize = new XmlCapacity(findings).Integer(child, 0, int.MaxValue) };
            }
            else if (child.Name == "route")
            {
                routes.Add(Route(child, findings));
            }
            else
            {
                Unknown(plane, child, findings);
            }
        }

        return plane with { Routes = [.. routes] };
    }

    private static Route Route(XmlPart part, FindingList findings)
    {
        Reference? Find(string name) => part.Children.Find(child => child.Name == name) is { } found
            ? Reference(found)
            : null;

        Reference nowhere = new("") { Place = part.Place };
        Reference? source = Find("source");
        Reference? target = Find("destination");
        if (source is null || target is null)
        {
            findings.Error("missing", part.Place, "a route has no <source> or no <destination>");
        }

        return new Route(source ?? nowhere, target ?? nowhere) { LinkIn = Find("vLinkIn"), LinkOut = Find("vLinkOut") };
    }

    private static ControlPlane Unknown(ControlPlane plane, XmlPart part, FindingList findings)
    {
        findings.Warning("unknown", part.Place, $"<{part.Name}> is not known here and left out");
        return plane;
    }
}
