using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>
/// VXDL 2.0 in XML, of the VXDL Forum's schema. What the schema can say is read and written without loss; older
/// dialects are read as far as they go.
/// </summary>
public static class VxdlXml
{
    /// <summary>The namespace of VXDL 2.0.</summary>
    public const string Space = "http://www.vxdlforum.org/vxdl";

    /// <summary>Reads a description.</summary>
    /// <param name="document">The document's bytes, in the encoding that it says.</param>
    /// <returns>The description and all that is wrong; of errors of XML itself the first.</returns>
    public static ReadResult Read(ReadOnlyMemory<byte> document)
    {
        FindingList findings = new();
        XmlPart? root = XmlParts.Read(document, findings);
        Description? description = root is null ? null : new XmlBinder(findings).Document(root);
        return new ReadResult(description, findings.InOrder());
    }

    /// <summary>Writes a description.</summary>
    /// <param name="description">The description, with which nothing is wrong.</param>
    /// <param name="warnings">What VXDL 2.0 cannot say, and what became of it.</param>
    /// <returns>The document, in UTF-8 when it is written to a file.</returns>
    public static string Write(Description description, out IReadOnlyList<Finding> warnings)
    {
        FindingList findings = new();
        new XmlLosses(findings).Find(description);
        Description plain = PlainForm.Of(description, findings);
        string text = new XmlForm(findings).Write(plain);
        warnings = findings.InOrder();
        return text;
    }
}
