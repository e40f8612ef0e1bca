using System.Xml;
using System.Xml.Linq;

namespace HiperNet.Cli.Hip;

/// <summary>Reads OpenHIP's XML: no document types, so no entities of its own, nothing fetched, and limits.</summary>
internal static class OpenHipXml
{
    /// <summary>The most characters of a file.</summary>
    public const int MaxCharacters = 4 << 20;

    /// <summary>The most elements in each other.</summary>
    public const int MaxDepth = 16;

    /// <summary>The root element of a file.</summary>
    /// <exception cref="InvalidDataException">It is no such XML.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static XElement Read(string path)
    {
        XmlReaderSettings settings = new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MaxCharacters,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        try
        {
            using Stream stream = path == "-" ? Console.OpenStandardInput() : File.OpenRead(path);
            using XmlReader reader = XmlReader.Create(stream, settings);
            return Build(reader);
        }
        catch (XmlException exception)
        {
            throw new InvalidDataException($"{path}: {PlainText.Clean(exception.Message)}", exception);
        }
    }

    /// <summary>The tree, built by hand because a deep one would be built by recursion elsewhere.</summary>
    private static XElement Build(XmlReader reader)
    {
        Stack<XElement> open = [];
        XElement? root = null;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when open.Count == MaxDepth:
                    throw new XmlException($"over {MaxDepth} elements stand in each other");
                case XmlNodeType.Element:
                    XElement element = Element(reader);
                    root ??= element;
                    if (open.TryPeek(out XElement? parent))
                    {
                        parent.Add(element);
                    }

                    if (!reader.IsEmptyElement)
                    {
                        open.Push(element);
                    }

                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA when open.TryPeek(out XElement? holder):
                    holder.Add(new XText(reader.Value));
                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    break;
            }
        }

        return root ?? throw new XmlException("there is no element");
    }

    private static XElement Element(XmlReader reader)
    {
        XElement element = new(reader.LocalName);
        for (int i = 0; i < reader.AttributeCount; i++)
        {
            reader.MoveToAttribute(i);
            if (reader.Prefix.Length == 0 && reader.LocalName != "xmlns")
            {
                element.SetAttributeValue(reader.LocalName, reader.Value);
            }
        }

        reader.MoveToElement();
        return element;
    }
}
