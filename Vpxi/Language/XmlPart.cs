using System.Text;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>An element of XML.</summary>
/// <param name="Name">Its local name.</param>
/// <param name="Space">Its namespace.</param>
/// <param name="Place">Where it begins.</param>
internal sealed record XmlPart(string Name, string Space, SourcePlace Place)
{
    private readonly StringBuilder text = new();

    /// <summary>The elements in it.</summary>
    public List<XmlPart> Children { get; } = [];

    /// <summary>Its attributes without those of a namespace.</summary>
    public Dictionary<string, string> Attributes { get; } = [];

    /// <summary>Its own text, without spaces at the ends.</summary>
    public string Text => text.ToString().Trim();

    /// <summary>Adds text.</summary>
    public void Append(string more) => text.Append(more);
}
