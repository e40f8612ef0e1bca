using System.Globalization;
using System.Text;
using System.Xml;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>Writes the parts of which elements consist.</summary>
internal sealed class XmlFields(XmlWriter writer, FindingList findings)
{
    private const string Number1 = "0.############################";

    /// <summary>Begins an element.</summary>
    public void Open(string name) => writer.WriteStartElement(name, VxdlXml.Space);

    /// <summary>Ends it.</summary>
    public void Close() => writer.WriteEndElement();

    /// <summary>An element of text, unless that is null. What XML cannot hold is replaced.</summary>
    public void Text(string name, string? text, SourcePlace place)
    {
        if (text is null)
        {
            return;
        }

        string clean = Clean(text.Trim());
        if (clean != text)
        {
            string message = $"<{name}> cannot hold its text: control characters or outer spaces are lost";
            findings.Warning("character", place, message);
        }

        writer.WriteElementString(name, VxdlXml.Space, clean);
    }

    /// <summary>An element for each text.</summary>
    public void Texts(string name, ModelList<string> texts, SourcePlace place)
    {
        foreach (string text in texts)
        {
            Text(name, text, place);
        }
    }

    /// <summary>An element with a number, unless that is null.</summary>
    public void Number(string name, int? value) =>
        Text(name, value?.ToString(CultureInfo.InvariantCulture), default);

    /// <summary>Location and period.</summary>
    public void Common(Element element)
    {
        Text("location", element.Location, element.Place);
        if (element.Period.Start is long start)
        {
            Text("startDate", InstantText.Write(start), element.Place);
        }

        if (element.Period.Length is long length)
        {
            Text("totalTime", XmlConvert.ToString(TimeSpan.FromSeconds(length)), element.Place);
        }
    }

    /// <summary>An element for each label.</summary>
    public void Labels(ModelList<Label> labels, SourcePlace place)
    {
        foreach (Label label in labels)
        {
            Open("tag");
            Text("key", label.Key, place);
            Text("value", label.Value, place);
            Close();
        }
    }

    /// <summary>A capacity, unless it is null.</summary>
    public void Capacity(string name, Amount? amount, Dimension dimension)
    {
        if (amount is null)
        {
            return;
        }

        bool hasMaximum = amount.Maximum != Amount.Unbounded;
        bool isScale = amount.Step > 0 && hasMaximum;
        long maximum = hasMaximum ? amount.Maximum : 0;
        (string? unit, long factor) =
            Units.Common([amount.Minimum, maximum, amount.Step, .. amount.Choices], dimension);
        Open(name);
        Text("unit", unit, amount.Place);
        Text("event", amount.Event, amount.Place);
        if (amount.Choices.Count > 0)
        {
            foreach (long choice in amount.Choices)
            {
                Double("set", choice, factor);
            }
        }
        else if (amount is { IsExact: true, Step: 0 })
        {
            Double("simple", amount.Minimum, factor);
        }
        else
        {
            Open(isScale ? "scale" : "interval");
            Bounds(amount, factor, hasMaximum, isScale);
            Close();
        }

        Close();
    }

    /// <summary>Processor, architecture and cores.</summary>
    public void Cpu(Node node)
    {
        if ((node.Cores ?? node.Frequency) is null && node.Architecture is null)
        {
            return;
        }

        Open("cpu");
        Text("architecture", node.Architecture, node.Place);
        Capacity("cores", node.Cores, Dimension.Number);
        Capacity("frequency", node.Frequency, Dimension.Frequency);
        Close();
    }

    /// <summary>Bandwidth both ways.</summary>
    public void Bandwidth(Amount? forward, Amount? reverse)
    {
        if ((forward ?? reverse) is null)
        {
            return;
        }

        Open("bandwidth");
        Capacity("forward", forward, Dimension.Rate);
        Capacity("reverse", reverse, Dimension.Rate);
        Close();
    }

    /// <summary>How a router routes, unless that is null.</summary>
    public void Routing(ControlPlane? plane)
    {
        if (plane is null)
        {
            return;
        }

        Open("controlPlane");
        Text("layer", plane.Layer, plane.Place);
        Text("type", plane.Type, plane.Place);
        Text("routingProtocol", plane.Protocol, plane.Place);
        if (plane.TableSize is not null || plane.Routes.Count > 0)
        {
            Open("routingTable");
            Number("rtSize", plane.TableSize);
            foreach (Route route in plane.Routes)
            {
                Open("route");
                Text("source", route.Source.Path, plane.Place);
                Text("destination", route.Target.Path, plane.Place);
                Text("vLinkIn", route.LinkIn?.Path, plane.Place);
                Text("vLinkOut", route.LinkOut?.Path, plane.Place);
                Close();
            }

            Close();
        }

        Close();
    }

    /// <summary>Rules of an access point.</summary>
    public void Rules(ModelList<AccessRule> rules)
    {
        foreach (AccessRule rule in rules)
        {
            bool isNat = rule.Kind == AccessRuleKind.Nat;
            bool isBalancer = rule.Kind == AccessRuleKind.LoadBalancer;
            Open(isNat ? "nat" : isBalancer ? "loadBalancer" : "masquerade");
            Texts("inEndpoint", [.. rule.Endpoints.Select(endpoint => endpoint.Path)], rule.Place);
            Text("region", rule.Region, rule.Place);
            Number("inPort", isNat ? rule.InPort : null);
            Text("protocol", isNat ? rule.Protocol : null, rule.Place);
            Number("outPort", isNat ? rule.OutPort : null);
            Number("addressNumber", isBalancer ? rule.Addresses : null);
            Close();
        }
    }

    /// <summary>The timeline.</summary>
    public void Timeline(ModelList<TimelineEvent> timeline)
    {
        const long millisecondsOfSecond = 1000;
        Open("timeline");
        foreach (TimelineEvent moment in timeline)
        {
            Open("event");
            Text("id", moment.Id, moment.Place);
            Double("delay", moment.Delay, millisecondsOfSecond);
            Close();
        }

        Close();
    }

    private void Bounds(Amount amount, long factor, bool hasMaximum, bool isScale)
    {
        if (amount.Minimum > 0 || isScale || !hasMaximum)
        {
            Double("min", amount.Minimum, factor);
        }

        if (hasMaximum)
        {
            Double("max", amount.Maximum, factor);
        }

        if (isScale)
        {
            Double("step", amount.Step, factor);
        }
    }

    private void Double(string name, long value, long factor) =>
        writer.WriteElementString(
            name, VxdlXml.Space, ((decimal)value / factor).ToString(Number1, CultureInfo.InvariantCulture));

    private static string Clean(string text)
    {
        StringBuilder clean = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            bool isPair = i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]);
            if (isPair)
            {
                clean.Append(text, i++, 2);
            }
            else
            {
                clean.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD');
            }
        }

        return clean.ToString();
    }
}
