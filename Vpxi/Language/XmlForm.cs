using System.Text;
using System.Xml;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>Writes a description in plain form as XML of VXDL 2.0.</summary>
internal sealed class XmlForm(FindingList findings)
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Indent = true,
        NewLineChars = "\n",
        NewLineHandling = NewLineHandling.Entitize,
        OmitXmlDeclaration = true,
    };

    /// <summary>The document.</summary>
    public string Write(Description description)
    {
        StringBuilder text = new("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        using (XmlWriter writer = XmlWriter.Create(text, Settings))
        {
            XmlFields fields = new(writer, findings);
            writer.WriteStartElement("description", VxdlXml.Space);
            writer.WriteStartElement("virtualInfrastructure", VxdlXml.Space);
            Whole(fields, description);
            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        return text.Append('\n').ToString();
    }

    private static void Whole(XmlFields fields, Description description)
    {
        fields.Text("id", description.Id, description.Place);
        fields.Common(description);
        fields.Text("owner", description.Owner, description.Place);
        foreach (string user in description.Security.Users)
        {
            fields.Text("user", user, description.Place);
        }

        foreach (Element element in description.Elements)
        {
            Write(fields, element);
        }

        if (description.Timeline.Count > 0)
        {
            fields.Timeline(description.Timeline);
        }
    }

    private static void Write(XmlFields fields, Element element)
    {
        switch (element)
        {
            case Group group:
                fields.Open("vArray");
                fields.Text("id", group.Id, group.Place);
                fields.Text("location", group.Location, group.Place);
                fields.Number("cardinality", group.Count);
                foreach (Element inner in group.Elements)
                {
                    Write(fields, inner);
                }

                fields.Close();
                break;
            case Node node:
                Write(fields, node);
                break;
            case Link link:
                Write(fields, link);
                break;
        }
    }

    private static void Write(XmlFields fields, Node node)
    {
        bool isStorage = node.Function == ElementaryFunction.Storage;
        bool isRouter = node.Function == ElementaryFunction.Routing;
        bool isAccess = node.Function == ElementaryFunction.Access;
        bool isNode = !isStorage && !isRouter && !isAccess;
        fields.Open(isStorage ? "vStorage" : isRouter ? "vRouter" : isAccess ? "vAccessPoint" : "vNode");
        fields.Text("id", node.Id, node.Place);
        fields.Common(node);
        Resource(fields, node);
        fields.Text("region", node.Region, node.Place);
        if (isNode || isStorage)
        {
            fields.Text("image", node.Image, node.Place);
        }

        if (isNode)
        {
            fields.Texts("device", node.Devices, node.Place);
            fields.Cpu(node);
        }

        if (isNode || isRouter)
        {
            fields.Capacity("memory", node.Memory, Dimension.Size);
        }

        if (isStorage)
        {
            fields.Text("type", node.StorageType, node.Place);
        }

        if (isNode || isStorage)
        {
            fields.Capacity(isStorage ? "size" : "storage", node.Storage, Dimension.Size);
        }

        fields.Routing(isRouter ? node.ControlPlane : null);
        fields.Rules(isAccess ? node.Access : []);
        fields.Close();
    }

    private static void Write(XmlFields fields, Link link)
    {
        fields.Open("vLink");
        fields.Text("id", link.Id, link.Place);
        fields.Common(link);
        Resource(fields, link);
        fields.Text("source", link.Source.Path, link.Place);
        fields.Text("destination", link.Target.Path, link.Place);
        fields.Bandwidth(link.Forward, link.Reverse);
        fields.Capacity("latency", link.Latency, Dimension.Time);
        fields.Close();
    }

    private static void Resource(XmlFields fields, Element element)
    {
        fields.Text("model", element.Model, element.Place);
        fields.Text("exclusivity", element.Security.Exclusive ? "true" : null, element.Place);
        fields.Labels(element.Labels, element.Place);
    }
}
