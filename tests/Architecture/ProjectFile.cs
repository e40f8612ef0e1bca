using System.Xml.Linq;

namespace HiperNet.Architecture.Tests;

/// <summary>A project with what it refers to directly.</summary>
internal sealed record ProjectFile(
    string Path, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages, bool AllowsUnsafe)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public bool IsTest => Path.StartsWith("tests/", StringComparison.Ordinal);

    public static ProjectFile Parse(string path, XDocument xml) => new(
        path,
        [.. Includes(xml, "ProjectReference").Select(System.IO.Path.GetFileNameWithoutExtension).OfType<string>()],
        [.. Includes(xml, "PackageReference")],
        xml.Descendants("AllowUnsafeBlocks").Any(element => element.Value == "true"));

    private static IEnumerable<string> Includes(XDocument xml, string element) =>
        xml.Descendants(element).Select(item => (string)item.Attribute("Include")!);
}
