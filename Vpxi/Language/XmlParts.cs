using System.Text;
using System.Xml;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>Reads XML into elements: without document types, entities and resolvers, within limits.</summary>
internal static class XmlParts
{
    private const int MaxAttributes = 32;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = LanguageLimits.MaxBytes,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>The outermost element; null with an error among the findings.</summary>
    public static XmlPart? Read(ReadOnlyMemory<byte> document, FindingList findings)
    {
        using MemoryStream stream = new(document.ToArray(), writable: false);
        SourcePlace place = new(1, 1);
        try
        {
            using XmlReader reader = XmlReader.Create(stream, Settings);
            return Read(reader, findings, ref place);
        }
        catch (XmlException fault)
        {
            SourcePlace at = fault.LineNumber > 0 ? new SourcePlace(fault.LineNumber, fault.LinePosition) : place;
            findings.Error("syntax", at, $"this is no right XML: {fault.Message}");
        }
        catch (Exception fault) when (fault is DecoderFallbackException or ArgumentException)
        {
            findings.Error("syntax", place, "the characters of this XML are not as its encoding says");
        }

        return null;
    }

    private static XmlPart? Read(XmlReader reader, FindingList findings, ref SourcePlace place)
    {
        Stack<XmlPart> open = new();
        XmlPart? root = null;
        int count = 0;
        IXmlLineInfo lines = (IXmlLineInfo)reader;
        while (reader.Read())
        {
            place = new SourcePlace(lines.LineNumber, lines.LinePosition);
            if (reader.NodeType == XmlNodeType.Element)
            {
                if (++count > LanguageLimits.MaxXmlElements || reader.Depth > LanguageLimits.MaxDepth)
                {
                    string limits = $"{LanguageLimits.MaxXmlElements} elements or {LanguageLimits.MaxDepth} levels";
                    findings.Error("limit", place, $"this XML has over {limits}");
                    return null;
                }

                XmlPart part = Begin(reader, place);
                root ??= part;
                if (open.TryPeek(out XmlPart? outer))
                {
                    outer.Children.Add(part);
                }

                if (!reader.IsEmptyElement)
                {
                    open.Push(part);
                }
            }
            else if (reader.NodeType == XmlNodeType.EndElement)
            {
                open.Pop();
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
            {
                open.Peek().Append(reader.Value);
            }
        }

        return root;
    }

    private static XmlPart Begin(XmlReader reader, SourcePlace place)
    {
        // A place is that of the angle bracket, as people count.
        SourcePlace bracket = place with { Column = Math.Max(1, place.Column - 1) };
        XmlPart part = new(reader.LocalName, reader.NamespaceURI, bracket);
        for (int i = 0; i < Math.Min(reader.AttributeCount, MaxAttributes); i++)
        {
            reader.MoveToAttribute(i);
            if (reader.NamespaceURI.Length == 0)
            {
                part.Attributes[reader.LocalName] = reader.Value;
            }
        }

        reader.MoveToElement();
        return part;
    }
}
