using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>Makes a description of elements of XML. What it does not know it names, and leaves out.</summary>
internal sealed class XmlBinder(FindingList findings)
{
    private static readonly string[] Ends = ["source", "destination"];

    private readonly XmlCapacity capacity = new(findings);

    /// <summary>Reads the outermost element.</summary>
    public Description? Document(XmlPart root)
    {
        XmlPart? body = root.Name == "virtualInfrastructure" ? root : null;
        if (root.Name == "description")
        {
            foreach (XmlPart child in root.Children)
            {
                if (child.Name != "virtualInfrastructure")
                {
                    Unknown(child);
                }
                else if (body is not null)
                {
                    findings.Error("repeated-id", child.Place, "a document has one <virtualInfrastructure>");
                }
                else
                {
                    body = child;
                }
            }
        }

        if (body is null)
        {
            const string suggestion = "<description><virtualInfrastructure>...";
            findings.Error("missing", root.Place, $"<{root.Name}> has no <virtualInfrastructure>", suggestion);
            return null;
        }

        if (root.Name != "description" || root.Space != VxdlXml.Space)
        {
            string message = $"this is no VXDL 2.0: it begins with <{root.Name}> of the namespace '{root.Space}'";
            findings.Warning("dialect", root.Place, message, "it is read as far as it goes");
        }

        return Infrastructure(body);
    }

    private Description Infrastructure(XmlPart part)
    {
        Description description = new(Id(part)) { Place = part.Place };
        List<Element> elements = [];
        List<TimelineEvent> timeline = [];
        XmlOnce once = new(findings);
        foreach (XmlPart child in part.Children)
        {
            if (Element(child) is { } element)
            {
                elements.Add(element);
            }
            else if (child.Name == "vArray")
            {
                elements.Add(Array(child));
            }
            else if (child.Name == "owner" && once.Take(child))
            {
                description = description with { Owner = child.Text };
            }
            else if (child.Name == "user")
            {
                Security security = description.Security;
                security = security with { Users = security.Users.With(child.Text, child, findings) };
                description = description with { Security = security };
            }
            else if (child.Name == "timeline")
            {
                timeline.AddRange(child.Children.Select(Event).OfType<TimelineEvent>());
            }
            else
            {
                description = (Description)Common(description, child, once);
            }
        }

        if (description.Owner is null && part.Attributes.TryGetValue("owner", out string? owner))
        {
            description = description with { Owner = owner };
        }

        return description with { Elements = [.. elements], Timeline = [.. timeline] };
    }

    private Group Array(XmlPart part)
    {
        Group group = new(Id(part)) { Place = part.Place };
        List<Element> elements = [];
        XmlOnce once = new(findings);
        foreach (XmlPart child in part.Children)
        {
            if (Element(child) is { } element)
            {
                elements.Add(element);
            }
            else if (child.Name == "cardinality" && once.Take(child))
            {
                group = group with { Count = capacity.Integer(child, 1, ModelLimits.MaxCount) };
            }
            else
            {
                group = (Group)Common(group, child, once);
            }
        }

        if (group.Count is null && !once.Has("cardinality"))
        {
            findings.Error("missing", part.Place, $"the array '{group.Id}' has no <cardinality>");
        }

        return group with { Elements = [.. elements] };
    }

    private Element? Element(XmlPart part) => part.Name switch
    {
        "vNode" => Node(part, ElementaryFunction.Compute),
        "vStorage" => Node(part, ElementaryFunction.Storage),
        "vRouter" => Node(part, ElementaryFunction.Routing),
        "vAccessPoint" => Node(part, ElementaryFunction.Access),
        "vLink" => Link(part),
        _ => null,
    };

    private Node Node(XmlPart part, ElementaryFunction function)
    {
        Node node = new(Id(part)) { Place = part.Place, Function = function };
        XmlOnce once = new(findings);
        foreach (XmlPart child in part.Children)
        {
            node = child.Name switch
            {
                "memory" when once.Take(child) => node with { Memory = capacity.Read(child, Dimension.Size) },
                "storage" or "size" when once.Take(child) =>
                    node with { Storage = capacity.Read(child, Dimension.Size) },
                "cpu" when once.Take(child) => Cpu(node, child),
                "region" when once.Take(child) => node with { Region = child.Text },
                "image" when once.Take(child) => node with { Image = child.Text },
                "type" when once.Take(child) => node with { StorageType = child.Text },
                "device" => node with { Devices = node.Devices.With(child.Text, child, findings) },
                "controlPlane" when once.Take(child) => node with { ControlPlane = XmlRouting.Read(child, findings) },
                "loadBalancer" or "nat" or "masquerade" =>
                    node with { Access = node.Access.With(Rule(child), child, findings) },
                "software" => node with { Software = node.Software.With(Old(child), child, findings) },
                _ => (Node)Common(node, child, once),
            };
        }

        return node;
    }

    private Node Cpu(Node node, XmlPart part)
    {
        XmlOnce once = new(findings);
        foreach (XmlPart child in part.Children)
        {
            switch (child.Name)
            {
                case "architecture" when once.Take(child):
                    node = node with { Architecture = child.Text };
                    break;
                case "cores" when once.Take(child):
                    node = node with { Cores = capacity.Read(child, Dimension.Number) };
                    break;
                case "frequency" when once.Take(child):
                    node = node with { Frequency = capacity.Read(child, Dimension.Frequency) };
                    break;
                default:
                    Unknown(child, once);
                    break;
            }
        }

        return node;
    }

    private AccessRule Rule(XmlPart part)
    {
        const int maxPort = 65_535;
        AccessRuleKind kind = part.Name switch
        {
            "nat" => AccessRuleKind.Nat,
            "masquerade" => AccessRuleKind.Masquerade,
            _ => AccessRuleKind.LoadBalancer,
        };
        AccessRule rule = new(kind) { Place = part.Place };
        foreach (XmlPart child in part.Children)
        {
            switch (child.Name)
            {
                case "inEndpoint":
                    rule = rule with { Endpoints = rule.Endpoints.With(XmlRouting.Reference(child), child, findings) };
                    break;
                case "inPort":
                    rule = rule with { InPort = capacity.Integer(child, 1, maxPort) };
                    break;
                case "outPort":
                    rule = rule with { OutPort = capacity.Integer(child, 1, maxPort) };
                    break;
                case "addressNumber":
                    rule = rule with { Addresses = capacity.Integer(child, 1, ModelLimits.MaxCount) };
                    break;
                case "protocol":
                    rule = rule with { Protocol = child.Text };
                    break;
                case "region":
                    rule = rule with { Region = child.Text };
                    break;
                default:
                    Unknown(child);
                    break;
            }
        }

        return rule;
    }

    private Link Link(XmlPart part)
    {
        Reference nowhere = new("") { Place = part.Place };
        Link link = new(Id(part), nowhere, nowhere) { Place = part.Place };
        XmlOnce once = new(findings);
        foreach (XmlPart child in part.Children)
        {
            link = child.Name switch
            {
                "source" when once.Take(child) => link with { Source = XmlRouting.Reference(child) },
                "destination" when once.Take(child) => link with { Target = XmlRouting.Reference(child) },
                "bandwidth" when once.Take(child) => Bandwidth(link, child),
                "latency" when once.Take(child) => link with { Latency = capacity.Read(child, Dimension.Time) },
                _ => (Link)Common(link, child, once),
            };
        }

        foreach (string end in Ends.Where(end => !once.Has(end)))
        {
            findings.Error("missing", part.Place, $"the link '{link.Id}' has no <{end}>");
        }

        return link;
    }

    private Link Bandwidth(Link link, XmlPart part)
    {
        foreach (XmlPart child in part.Children)
        {
            switch (child.Name)
            {
                case "forward":
                    link = link with { Forward = capacity.Read(child, Dimension.Rate) };
                    break;
                case "reverse":
                    link = link with { Reverse = capacity.Read(child, Dimension.Rate) };
                    break;
                default:
                    Unknown(child);
                    break;
            }
        }

        return link;
    }

    private Element Common(Element element, XmlPart child, XmlOnce once)
    {
        switch (child.Name)
        {
            case "id":
                once.Take(child);
                return element;
            case "location" when once.Take(child):
                return element with { Location = child.Text };
            case "startDate" when once.Take(child):
                return element with { Period = capacity.Start(child, element.Period) };
            case "totalTime" when once.Take(child):
                return element with { Period = capacity.Length(child, element.Period) };
            case "model" when once.Take(child):
                return element with { Model = child.Text };
            case "exclusivity" when once.Take(child):
                return element with { Security = element.Security with { Exclusive = capacity.Boolean(child) } };
            case "tag":
                return element with { Labels = element.Labels.With(Tag(child), child, findings) };
            case "security" or "reliability" or "owner":
                Label old = new(child.Name, Old(child));
                return element with { Labels = element.Labels.With(old, child, findings) };
            default:
                Unknown(child, once);
                return element;
        }
    }

    private Label Tag(XmlPart part)
    {
        string key = part.Children.FirstOrDefault(child => child.Name == "key")?.Text ?? "";
        string value = part.Children.FirstOrDefault(child => child.Name == "value")?.Text ?? "";
        foreach (XmlPart child in part.Children.Where(child => child.Name is not ("key" or "value")))
        {
            Unknown(child);
        }

        return new Label(key, value);
    }

    private TimelineEvent? Event(XmlPart part)
    {
        const long millisecondsOfSecond = 1000;
        if (part.Name != "event")
        {
            Unknown(part);
            return null;
        }

        XmlPart? delay = part.Children.Find(child => child.Name == "delay");
        if (delay is null)
        {
            findings.Error("missing", part.Place, "an event has no <delay>");
        }

        long milliseconds = delay is null ? 0 : capacity.Number(delay, millisecondsOfSecond) ?? 0;
        return new TimelineEvent(Id(part), milliseconds) { Place = part.Place };
    }

    private string Id(XmlPart part)
    {
        if (part.Children.Find(child => child.Name == "id") is { } id)
        {
            if (id.Text.Length == 0 || id.Text.AsSpan().ContainsAny("[]*"))
            {
                string message = $"'{id.Text}' is no name: it is empty or has one of [ ] *";
                findings.Error("bad-name", id.Place, message);
            }

            return id.Text;
        }

        if (part.Attributes.TryGetValue("id", out string? name))
        {
            string message = $"<{part.Name}> has its id in an attribute, as older dialects have";
            findings.Warning("dialect", part.Place, message, "VXDL 2.0 has <id>");
            return name.Trim();
        }

        findings.Error("missing", part.Place, $"<{part.Name}> has no <id>");
        return $"unnamed-{part.Place.Line}-{part.Place.Column}";
    }

    private string Old(XmlPart part)
    {
        findings.Warning("dialect", part.Place, $"<{part.Name}> is of an older dialect and not of VXDL 2.0");
        return part.Text;
    }

    private void Unknown(XmlPart part, XmlOnce once)
    {
        // What stands there a second time has its error already.
        if (!once.Has(part.Name))
        {
            Unknown(part);
        }
    }

    private void Unknown(XmlPart part)
    {
        findings.Warning("unknown", part.Place, $"<{part.Name}> is not known here and left out");
    }
}
