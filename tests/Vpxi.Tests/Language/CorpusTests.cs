using HiperNet.Testing;
using HiperNet.Vpxi.Language;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Tests.Language;

[TestClass]
public sealed class CorpusTests
{
    private static readonly string Root = RepositoryFiles.PathOf("tests", "data", "vxdl");

    /// <summary>The documents that are wrong, and where. All others are right.</summary>
    private static readonly Dictionary<string, string[]> Wrong = new()
    {
        ["examples/VR3-teste-vLink-erro.xml"] = ["56:4 dangling 'VN5'"],
        ["examples/exemplo_completo_tag.xml"] =
        [
            "219:5 dangling 'node test'", "239:7 dangling 'sourceTeste1'", "240:7 dangling 'destinationTeste1'",
            "259:7 dangling 'sourceTeste2'", "260:7 dangling 'destinationTeste2'",
        ],
    };

    public static IEnumerable<object[]> Documents => Directory
        .EnumerateFiles(Root, "*.xml", SearchOption.AllDirectories)
        .Select(path => new object[] { Path.GetRelativePath(Root, path) })
        .OrderBy(row => (string)row[0], StringComparer.Ordinal);

    [TestMethod]
    public void The_corpus_is_complete() => Assert.HasCount(46, Documents);

    [TestMethod]
    [DynamicData(nameof(Documents))]
    public void Every_document_is_right_or_wrong_for_the_right_reason(string name)
    {
        ReadResult read = Read(name);
        Assert.IsTrue(read.IsRight, string.Join('\n', read.Findings));

        CheckResult result = Checker.Check(read.Description!);
        string[] errors = [.. result.Findings
            .Where(finding => finding.Severity == Severity.Error)
            .Select(finding => $"{finding.Place} {finding.Rule} {finding.Message.Split(" names")[0]}")];
        CollectionAssert.AreEqual(Wrong.GetValueOrDefault(name, []), errors);
    }

    [TestMethod]
    [DynamicData(nameof(Documents))]
    public void Every_document_goes_through_text_and_xml_without_loss(string name)
    {
        Description description = Read(name).Description!;
        string xml = VxdlXml.Write(description, out IReadOnlyList<Finding> warnings);
        ReadResult fromXml = VxdlXml.Read(System.Text.Encoding.UTF8.GetBytes(xml));
        ReadResult fromText = VxdlText.Read(VxdlText.Write(description));

        Assert.IsEmpty(warnings);
        Assert.IsTrue(fromXml.IsRight, string.Join('\n', fromXml.Findings));
        Assert.AreEqual(description, fromXml.Description);
        Assert.AreEqual(description, fromText.Description);
    }

    private static ReadResult Read(string name) => VxdlXml.Read(File.ReadAllBytes(Path.Combine(Root, name)));
}
