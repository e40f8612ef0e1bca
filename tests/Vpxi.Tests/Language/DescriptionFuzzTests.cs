using System.Text;
using HiperNet.Testing;
using HiperNet.Vpxi.Language;

namespace HiperNet.Vpxi.Tests.Language;

/// <summary>No document, however damaged, breaks a reader; what is read can be written and read again.</summary>
[TestClass]
public sealed class DescriptionFuzzTests
{
    private static byte[][] Texts { get; } =
    [
        .. Directory.EnumerateFiles(RepositoryFiles.PathOf("spec", "examples"), "*.vxdl")
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes),
    ];

    private static byte[][] Documents { get; } =
    [
        .. Directory.EnumerateFiles(RepositoryFiles.PathOf("tests", "data", "vxdl", "examples"), "*.xml")
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes),
    ];

    [TestMethod]
    public void No_text_breaks_its_reader() => Fuzz(Texts, 1_500);

    [TestMethod]
    public void No_xml_breaks_its_reader() => Fuzz(Documents, 600);

    private static void Fuzz(byte[][] seeds, int inputs)
    {
        int made = 0;
        int accepted = FuzzRun.Each(
            inputs,
            source =>
            {
                made++;
                return source.Mutate(seeds[source.Below(seeds.Length)]);
            },
            input =>
            {
                ReadResult result = VxdlDocument.Read(input, new Dictionary<string, string>());
                Assert.IsTrue(result.Description is not null || result.Findings.Count > 0);
                if (result.Description is not { } description)
                {
                    return false;
                }

                string text = VxdlText.Write(description);
                // An empty end of a link is found by the checker; the text form refuses it when it is read.
                if (result.IsRight && !text.Contains(" \"\"", StringComparison.Ordinal))
                {
                    string again = VxdlText.Write(VxdlText.Read(text).Description!);
                    Assert.AreEqual(text, again, Encoding.UTF8.GetString(input));
                }

                return result.IsRight;
            });

        // A changed letter of a name or of a text leaves a description; most other changes do not.
        Assert.IsGreaterThan(0, accepted);
        Assert.IsLessThan(made, accepted);
    }
}
