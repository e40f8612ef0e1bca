using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>Elements that stand once at most.</summary>
internal sealed class XmlOnce(FindingList findings)
{
    private readonly HashSet<string> seen = [];

    /// <summary>Whether an element stands there.</summary>
    public bool Has(string name) => seen.Contains(name);

    /// <summary>Whether this is the first; another is an error.</summary>
    public bool Take(XmlPart part)
    {
        if (seen.Add(part.Name))
        {
            return true;
        }

        findings.Error("repeated-attribute", part.Place, $"<{part.Name}> stands here twice", "keep one of them");
        return false;
    }
}
