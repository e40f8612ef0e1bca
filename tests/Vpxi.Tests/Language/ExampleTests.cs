using HiperNet.Testing;
using HiperNet.Vpxi.Language;

namespace HiperNet.Vpxi.Tests.Language;

[TestClass]
public sealed class ExampleTests
{
    public static IEnumerable<object[]> Examples => Directory
        .EnumerateFiles(RepositoryFiles.PathOf("spec", "examples"), "*.vxdl")
        .Select(path => new object[] { Path.GetFileName(path) });

    [TestMethod]
    [DynamicData(nameof(Examples))]
    public void Every_example_passes_without_a_warning(string name)
    {
        ReadResult read = VxdlText.Read(File.ReadAllText(RepositoryFiles.PathOf("spec", "examples", name)));
        Assert.IsTrue(read.IsRight, string.Join('\n', read.Findings));
        CheckResult result = Checker.Check(read.Description!);

        Assert.IsEmpty(result.Findings);
        Assert.IsNotEmpty(result.Infrastructure.Nodes);
        Assert.AreEqual(read.Description, VxdlText.Read(VxdlText.Write(read.Description!)).Description);
    }
}
