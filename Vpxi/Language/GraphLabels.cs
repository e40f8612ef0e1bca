using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>What drawings say about nodes and links.</summary>
internal static class GraphLabels
{
    private const int MaxLength = 40;

    /// <summary>The capacities of a node in a few words; may be empty.</summary>
    public static string Of(Node node)
    {
        List<string> parts = [];
        Add(parts, node.Cores, Dimension.Number, node.Cores is { IsExact: true, Minimum: 1 } ? " core" : " cores");
        Add(parts, node.Memory, Dimension.Size, "");
        Add(parts, node.Storage, Dimension.Size, "");
        return string.Join(" · ", parts);
    }

    /// <summary>Bandwidth and latency of a link in a few words; may be empty.</summary>
    public static string Of(Link link)
    {
        List<string> parts = [];
        if (link.Forward == link.Reverse)
        {
            Add(parts, link.Forward, Dimension.Rate, "");
        }
        else
        {
            Add(parts, link.Forward, Dimension.Rate, " →");
            Add(parts, link.Reverse, Dimension.Rate, " ←");
        }

        if (link.Latency is { Maximum: < Amount.Unbounded } latency)
        {
            parts.Add("≤ " + AmountText.Quantity(latency.Maximum, Dimension.Time));
        }

        return string.Join(", ", parts);
    }

    /// <summary>A name that is not too long to draw, without control characters.</summary>
    public static string Short(string name)
    {
        string clean = string.Concat(name.Select(letter =>
            char.IsControl(letter) || char.IsSurrogate(letter) ? '\uFFFD' : letter));
        return clean.Length <= MaxLength ? clean : clean[..(MaxLength - 1)] + "…";
    }

    private static void Add(List<string> parts, Amount? amount, Dimension dimension, string what)
    {
        if (amount is null)
        {
            return;
        }

        string low = AmountText.Quantity(amount.Minimum, dimension);
        bool hasMaximum = amount.Maximum != Amount.Unbounded;
        string high = hasMaximum ? AmountText.Quantity(amount.Maximum, dimension) : "";
        string bounds = amount.IsExact ? low
            : !hasMaximum ? $"≥ {low}"
            : amount.Minimum == 0 ? $"≤ {high}"
            : $"{low}–{high}";
        parts.Add(bounds + what);
    }
}
