using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>An element that holds others, while it is read.</summary>
/// <param name="element">What is known of it so far.</param>
internal sealed class Container(Element element)
{
    /// <summary>What is known of it so far.</summary>
    public Element Element { get; set; } = element;

    /// <summary>What it holds.</summary>
    public List<Element> Elements { get; } = [];

    /// <summary>Events, of the whole only.</summary>
    public List<TimelineEvent> Timeline { get; } = [];

    /// <summary>Attributes that it has already.</summary>
    public HashSet<string> Seen { get; } = [];
}
