using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>Visits elements.</summary>
internal static class Walk
{
    /// <summary>All elements of a description, those in groups after their group.</summary>
    public static IEnumerable<Element> All(IEnumerable<Element> elements)
    {
        Stack<IEnumerator<Element>> open = new([elements.GetEnumerator()]);
        while (open.TryPeek(out IEnumerator<Element>? at))
        {
            if (!at.MoveNext())
            {
                open.Pop().Dispose();
                continue;
            }

            yield return at.Current;
            if (at.Current is Group group)
            {
                open.Push(group.Elements.GetEnumerator());
            }
        }
    }

    /// <summary>The amounts of an element, with their names and what they measure.</summary>
    public static IEnumerable<(string Name, Amount? Amount, Dimension Dimension)> Amounts(Element element) =>
        element switch
        {
            Node node =>
            [
                ("cores", node.Cores, Dimension.Number), ("frequency", node.Frequency, Dimension.Frequency),
                ("memory", node.Memory, Dimension.Size), ("storage", node.Storage, Dimension.Size),
            ],
            Link link => Amounts(link.Forward, link.Reverse, link.Latency),
            Pattern pattern => Amounts(pattern.Forward, pattern.Reverse, pattern.Latency),
            _ => [],
        };

    private static (string Name, Amount? Amount, Dimension Dimension)[] Amounts(
        Amount? forward, Amount? reverse, Amount? latency) =>
        [
            ("bandwidth forward", forward, Dimension.Rate), ("bandwidth reverse", reverse, Dimension.Rate),
            ("latency", latency, Dimension.Time),
        ];
}
