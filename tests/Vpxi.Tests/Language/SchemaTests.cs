using System.Text;
using System.Xml;
using System.Xml.Schema;
using HiperNet.Testing;
using HiperNet.Vpxi.Language;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Tests.Language;

/// <summary>What is exported holds to the schema of VXDL 2.0, which is not ours to copy.</summary>
[TestClass]
public sealed class SchemaTests
{
    [TestMethod]
    [RequiresFile("it has another licence than this tree", "..", "shared", "data", "vxdl", "VXDL.xsd")]
    public void Every_description_is_exported_as_the_schema_says()
    {
        XmlSchemaSet schemas = new();
        schemas.Add(
            "http://www.vxdlforum.org/vxdl", RepositoryFiles.PathOf("..", "shared", "data", "vxdl", "VXDL.xsd"));
        string[] files =
        [
            .. Directory.EnumerateFiles(RepositoryFiles.PathOf("spec", "examples"), "*.vxdl"),
            .. Directory.EnumerateFiles(
                RepositoryFiles.PathOf("tests", "data", "vxdl"), "*.xml", SearchOption.AllDirectories),
        ];

        string[] faults = [.. files.SelectMany(file => Validate(file, schemas))];

        Assert.IsEmpty(faults);
    }

    private static List<string> Validate(string file, XmlSchemaSet schemas)
    {
        List<string> faults = [];
        ReadResult read = VxdlDocument.Read(File.ReadAllBytes(file), new Dictionary<string, string>());
        string xml = VxdlXml.Write(read.Description!, out IReadOnlyList<Finding> _);
        XmlReaderSettings settings = new() { ValidationType = ValidationType.Schema, Schemas = schemas };
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        settings.ValidationEventHandler += (_, fault) => faults.Add($"{Path.GetFileName(file)}: {fault.Message}");
        using XmlReader reader = XmlReader.Create(new MemoryStream(Encoding.UTF8.GetBytes(xml)), settings);
        while (reader.Read())
        {
        }

        return faults;
    }
}
