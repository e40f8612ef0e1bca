using System.Globalization;
using System.Text;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>Writes a description in the text form: one spelling for each, attributes in a fixed order.</summary>
internal sealed class TextWriterOf(Description description)
{
    private readonly StringBuilder text = new();
    private int depth;

    /// <summary>The text, with a final line end.</summary>
    public string Write()
    {
        string keyword = description.Kind == InfrastructureKind.Physical ? "pool" : "infrastructure";
        Open($"{keyword} {Name(description.Id)}");
        if (description.Owner is not null)
        {
            Line($"owner {Text(description.Owner)}");
        }

        Common(description);
        if (description.Connected)
        {
            Line("connected");
        }

        foreach (TimelineEvent moment in description.Timeline)
        {
            const long millisecond = 1_000_000;
            Line($"event {Name(moment.Id)} after {Quantity(moment.Delay * millisecond, Dimension.Time)}");
        }

        Elements(description.Elements);
        Close();
        return text.ToString();
    }

    private void Elements(ModelList<Element> elements)
    {
        foreach (Element element in elements)
        {
            switch (element)
            {
                case Node node:
                    Node(node);
                    break;
                case Link link:
                    Link(link);
                    break;
                case Group group:
                    Open($"cluster {Declaration(group)}");
                    Common(group);
                    Elements(group.Elements);
                    Close();
                    break;
                case Pattern pattern:
                    Pattern(pattern);
                    break;
                case Placement placement:
                    string scope = placement.Scope == PlacementScope.Location ? " by location" : "";
                    string keyword = placement.Apart ? "apart" : "together";
                    Line($"{keyword} {Name(placement.Id)} of {References(placement.Members)}{scope}");
                    break;
            }
        }
    }

    private void Node(Node node)
    {
        Open($"{NodeAttributes.Functions.First(pair => pair.Value == node.Function).Key} {Declaration(node)}");
        Common(node);
        Amount("cores", node.Cores, Dimension.Number);
        Amount("frequency", node.Frequency, Dimension.Frequency);
        Amount("memory", node.Memory, Dimension.Size);
        Amount("storage", node.Storage, Dimension.Size);
        Text("architecture", node.Architecture);
        Text("type", node.StorageType);
        Text("region", node.Region);
        Text("image", node.Image);
        Text("command", node.Command);
        Texts("software", node.Software);
        Texts("services", node.Services);
        Texts("devices", node.Devices);
        if (node.ControlPlane is { } plane)
        {
            Routing(plane);
        }

        foreach (AccessRule rule in node.Access)
        {
            Rule(rule);
        }

        Close();
    }

    private void Routing(ControlPlane plane)
    {
        Open("routing");
        Text("layer", plane.Layer);
        Text("type", plane.Type);
        Text("protocol", plane.Protocol);
        Number("table", plane.TableSize);
        foreach (Route route in plane.Routes)
        {
            string linkIn = route.LinkIn is null ? "" : $" in {Path(route.LinkIn)}";
            string linkOut = route.LinkOut is null ? "" : $" out {Path(route.LinkOut)}";
            Line($"route from {Path(route.Source)} to {Path(route.Target)}{linkIn}{linkOut}");
        }

        Close();
    }

    private void Rule(AccessRule rule)
    {
        Open(NodeAttributes.Rules.First(pair => pair.Value == rule.Kind).Key);
        if (rule.Endpoints.Count > 0)
        {
            Line($"endpoints {References(rule.Endpoints)}");
        }

        Number("inside", rule.InPort);
        Number("outside", rule.OutPort);
        Text("protocol", rule.Protocol);
        Text("region", rule.Region);
        Number("addresses", rule.Addresses);
        Close();
    }

    private void Link(Link link)
    {
        Open($"link {Declaration(link)} from {Path(link.Source)} to {Path(link.Target)}");
        Common(link);
        Bandwidth(link.Forward, link.Reverse, link.Latency);
        Close();
    }

    private void Pattern(Pattern pattern)
    {
        string center = pattern.Center is null ? "" : $" around {Path(pattern.Center)}";
        string fanout = pattern.Fanout is null ? "" : $" fanout {pattern.Fanout}";
        string keyword = pattern.Kind.ToString().ToLowerInvariant();
        Open($"{keyword} {Declaration(pattern)} of {References(pattern.Members)}{center}{fanout}");
        Common(pattern);
        Bandwidth(pattern.Forward, pattern.Reverse, pattern.Latency);
        Close();
    }

    private void Bandwidth(Amount? forward, Amount? reverse, Amount? latency)
    {
        if (forward == reverse)
        {
            Amount("bandwidth", forward, Dimension.Rate);
        }
        else
        {
            Amount("forward", forward, Dimension.Rate);
            Amount("reverse", reverse, Dimension.Rate);
        }

        Amount("latency", latency, Dimension.Time);
    }

    private void Common(Element element)
    {
        if (element.Count is int count && !IsBare(element.Id))
        {
            Line($"count {count}");
        }

        Text("location", element.Location);
        if (!element.Period.IsOpen)
        {
            Line("window" + Period(element.Period));
        }

        Security(element.Security);
        Money("cost at most", element.MaximumCost);
        Money("price", element.Price);
        Text("model", element.Model);
        foreach (Label label in element.Labels)
        {
            Line($"label {Text(label.Key)} {Text(label.Value)}");
        }
    }

    private void Security(Security security)
    {
        Texts("users", security.Users);
        Text("community", security.Community);
        if (security.Confidentiality != Confidentiality.Open)
        {
            Line($"confidentiality {CommonAttributes.Levels[(int)security.Confidentiality]}");
        }

        if (security.Exclusive)
        {
            Line("exclusive");
        }
    }

    private static string Period(Period period)
    {
        const long second = 1_000_000_000;
        string start = period.Start is long first ? " " + InstantText.Write(first) : "";
        bool isWhole = period is { Start: not null, Length: <= 0 or > long.MaxValue / second };
        return isWhole ? $"{start} to {InstantText.Write(period.Start!.Value + period.Length!.Value)}"
            : period.Length is long length ? $"{start} for {Quantity(length * second, Dimension.Time)}"
            : start;
    }

    private void Amount(string keyword, Amount? amount, Dimension dimension)
    {
        if (amount is null)
        {
            return;
        }

        string bounds = AmountText.Write(amount, dimension);
        string prefer = amount.Preferred is long best ? $" prefer {Quantity(best, dimension)}" : "";
        string after = amount.Event is { } name ? $" after {Name(name)}" : "";
        Line($"{keyword} {bounds}{prefer}{after}");
    }

    private static string Quantity(long value, Dimension dimension) => AmountText.Quantity(value, dimension);

    private void Money(string keyword, long? thousandths)
    {
        if (thousandths is long value)
        {
            Line($"{keyword} {(value / 1000m).ToString("0.###", CultureInfo.InvariantCulture)}");
        }
    }

    private void Number(string keyword, int? value)
    {
        if (value is not null)
        {
            Line($"{keyword} {value}");
        }
    }

    private void Text(string keyword, string? value)
    {
        if (value is not null)
        {
            Line($"{keyword} {Text(value)}");
        }
    }

    private void Texts(string keyword, ModelList<string> values)
    {
        if (values.Count > 0)
        {
            Line($"{keyword} {string.Join(", ", values.Select(Text))}");
        }
    }

    private static string Declaration(Element element) => IsBare(element.Id) && element.Count is int count
        ? $"{Name(element.Id)}[{count}]"
        : Name(element.Id);

    private static string References(ModelList<Reference> references) => string.Join(", ", references.Select(Path));

    private static string Path(Reference reference) =>
        PathText.IsPlain(reference.Path) && !Keywords.Joining.Contains(reference.Path)
            ? reference.Path
            : Text(reference.Path);

    private static bool IsBare(string name) => Lexemes.IsWord(name) && !Keywords.Joining.Contains(name);

    private static string Name(string name) => IsBare(name) ? name : Text(name);

    private static string Text(string value) =>
        Escapes.Write(value.Replace("${", "$${", StringComparison.Ordinal));

    private void Open(string line)
    {
        Line(line + " {");
        depth++;
    }

    private void Close()
    {
        depth--;
        const string empty = " {\n";
        int before = text.Length - empty.Length;
        if (depth > 0 && before >= 0 && text.ToString(before, empty.Length) == empty)
        {
            text.Length -= empty.Length;
            text.Append('\n');
            return;
        }

        Line("}");
    }

    private void Line(string line) => text.Append(' ', depth * 2).Append(line).Append('\n');
}
