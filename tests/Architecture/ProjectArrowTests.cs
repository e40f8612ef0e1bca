using System.Xml.Linq;

namespace HiperNet.Architecture.Tests;

[TestClass]
public sealed class ProjectArrowTests
{
    [TestMethod]
    public void Projects_refer_only_to_what_the_design_lets_them() =>
        Expect.None(ProjectArrows.Violations(Repository.Projects));

    [TestMethod]
    public void The_projects_of_this_repository_are_found()
    {
        string[] names = [.. Repository.Projects.Select(project => project.Name)];

        Assert.Contains("HiperNet.Spki", names);
        Assert.Contains("hiper", names);
        Assert.Contains("HiperNet.Architecture.Tests", names);
    }

    [TestMethod]
    [DataRow("Spki/HiperNet.Spki.csproj", "ProjectReference", "../HipStack/HiperNet.HipStack.csproj", "a leaf")]
    [DataRow("Spki/HiperNet.Spki.csproj", "PackageReference", "Sprache", "a leaf")]
    [DataRow("HipStack/HiperNet.HipStack.csproj", "ProjectReference", "../Spki/HiperNet.Spki.csproj", "not SPKI")]
    [DataRow("tools/hiper/hiper.csproj", "ProjectReference", "../../HipStack/hipd/hipd.csproj", "never a daemon")]
    [DataRow("tools/hiper/hiper.csproj", "PackageReference", "Portable.BouncyCastle", "thin")]
    [DataRow("Spki/Other/Other.csproj", "PackageReference", "Sprache", "no row")]
    public void A_wrong_reference_is_found(string path, string element, string include, string reason)
    {
        XDocument xml = new(new XElement("Project", new XElement(element, new XAttribute("Include", include))));

        Expect.One(ProjectArrows.Violations([ProjectFile.Parse(path, xml)]), reason);
    }

    [TestMethod]
    public void Only_the_projects_that_meet_native_code_allow_unsafe_blocks()
    {
        Expect.None(SourceRules.UnsafeBlocks(Repository.Projects));
        Expect.One(SourceRules.UnsafeBlocks([new ProjectFile("tools/hiper/hiper.csproj", [], [], true)]), "native");
    }
}
