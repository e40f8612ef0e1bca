using System.Text;
using System.Xml;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>Writes a description in plain form as XML of VXDL 2.0, and says what that cannot say.</summary>
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

    private void Whole(XmlFields fields, Description description)
    {
        fields.Text("id", description.Id, description.Place);
        fields.Common(description);
        fields.Text("owner", description.Owner, description.Place);
        foreach (string user in description.Security.Users)
        {
            fields.Text("user", user, description.Place);
        }

        Lost(description, description.Kind == InfrastructureKind.Physical, "that it is a pool");
        Lost(description, description.Connected, "that all must be connected");
        Lost(description, description.Security.Exclusive, "that all hardware is exclusive");
        Lost(description, description.Model is not null, "the model of the whole");
        Lost(description, description.Labels.Count > 0, "labels of the whole");
        LostSecurity(description);
        foreach (Element element in description.Elements)
        {
            Write(fields, element);
        }

        if (description.Timeline.Count > 0)
        {
            fields.Timeline(description.Timeline);
        }
    }

    private void Write(XmlFields fields, Element element)
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

    private void Write(XmlFields fields, Node node)
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
        LostOfNode(node, isNode, isStorage, isRouter);
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

    private void LostOfNode(Node node, bool isNode, bool isStorage, bool isRouter)
    {
        Lost(node, node.Function == ElementaryFunction.Visualization, "that it is for visualization");
        Lost(node, node.Command is not null, "its command");
        Lost(node, node.Software.Count > 0, "its software");
        Lost(node, node.Services.Count > 0, "its services");
        bool hasCpu = (node.Cores ?? node.Frequency) is not null || node.Architecture is not null;
        Lost(node, !isNode && hasCpu, "the processor of what is no vNode");
        Lost(node, !isNode && node.Devices.Count > 0, "devices of what is no vNode");
        Lost(node, !isNode && !isRouter && node.Memory is not null, "its memory");
        Lost(node, !isNode && !isStorage && node.Storage is not null, "its storage");
        Lost(node, !isNode && !isStorage && node.Image is not null, "its image");
        Lost(node, !isStorage && node.StorageType is not null, "its type of storage");
        Lost(node, !isRouter && node.ControlPlane is not null, "how it routes");
        Lost(node, node.Function != ElementaryFunction.Access && node.Access.Count > 0, "its rules of access");
    }

    private void Write(XmlFields fields, Link link)
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

    private void Resource(XmlFields fields, Element element)
    {
        fields.Text("model", element.Model, element.Place);
        fields.Text("exclusivity", element.Security.Exclusive ? "true" : null, element.Place);
        fields.Labels(element.Labels, element.Place);
        Lost(element, element.Security.Users.Count > 0, "who may use it");
        LostSecurity(element);
    }

    private void LostSecurity(Element element)
    {
        Lost(element, element.Security.Community is not null, "its trusted community");
        Lost(element, element.Security.Confidentiality != Confidentiality.Open, "its confidentiality");
        Lost(element, element.MaximumCost is not null, "its maximum cost");
        Lost(element, element.Price is not null, "its price");
    }

    private void Lost(Element element, bool isLost, string what)
    {
        if (isLost)
        {
            findings.Warning("not-in-xml", element.Place, $"VXDL 2.0 cannot say of '{element.Id}' {what}");
        }
    }
}
