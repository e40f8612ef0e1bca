using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>Says of the elements, as they are written, what VXDL 2.0 cannot say.</summary>
internal sealed class XmlLosses(FindingList findings)
{
    /// <summary>Looks at the whole.</summary>
    public void Find(Description description)
    {
        Lost(description, description.Kind == InfrastructureKind.Physical, "that it is a pool");
        Lost(description, description.Connected, "that all must be connected");
        Lost(description, description.Security.Exclusive, "that all hardware is exclusive");
        Lost(description, description.Model is not null, "the model of the whole");
        Lost(description, description.Labels.Count > 0, "labels of the whole");
        Common(description);
        foreach (Element element in Walk.All(description.Elements))
        {
            Lost(element, element.Security.Users.Count > 0, "who may use it");
            Lost(element, element is Placement, "what is apart or together");
            Common(element);
            foreach ((string name, Amount? amount, _) in Walk.Amounts(element))
            {
                bool isPartial = amount is { Step: > 0, Maximum: Amount.Unbounded };
                Lost(element, amount?.Preferred is not null, $"which {name} it prefers");
                Lost(element, isPartial, $"the step of its {name}");
            }

            if (element is Node node)
            {
                OfNode(node);
            }
        }
    }

    private void Common(Element element)
    {
        Lost(element, element.Security.Community is not null, "its trusted community");
        Lost(element, element.Security.Confidentiality != Confidentiality.Open, "its confidentiality");
        Lost(element, element.MaximumCost is not null, "its maximum cost");
        Lost(element, element.Price is not null, "its price");
    }

    private void OfNode(Node node)
    {
        bool isStorage = node.Function == ElementaryFunction.Storage;
        bool isRouter = node.Function == ElementaryFunction.Routing;
        bool isAccess = node.Function == ElementaryFunction.Access;
        bool isNode = !isStorage && !isRouter && !isAccess;
        Lost(node, node.Function == ElementaryFunction.Visualization, "that it is for visualization");
        Lost(node, node.Command is not null, "its command");
        Lost(node, node.Software.Count > 0, "its software");
        Lost(node, node.Services.Count > 0, "its services");
        bool hasCpu = (node.Cores ?? node.Frequency) is not null || node.Architecture is not null;
        Lost(node, !isNode && hasCpu, "its processor");
        Lost(node, !isNode && node.Devices.Count > 0, "its devices");
        Lost(node, !isNode && !isRouter && node.Memory is not null, "its memory");
        Lost(node, !isNode && !isStorage && node.Storage is not null, "its storage");
        Lost(node, !isNode && !isStorage && node.Image is not null, "its image");
        Lost(node, !isStorage && node.StorageType is not null, "its type of storage");
        Lost(node, !isRouter && node.ControlPlane is not null, "how it routes");
        Lost(node, !isAccess && node.Access.Count > 0, "its rules of access");
        foreach (AccessRule rule in node.Access)
        {
            bool isNat = rule.Kind == AccessRuleKind.Nat;
            bool hasPorts = (rule.InPort ?? rule.OutPort) is not null || rule.Protocol is not null;
            Lost(node, !isNat && hasPorts, "ports of what is no NAT");
            bool isBalancer = rule.Kind == AccessRuleKind.LoadBalancer;
            Lost(node, !isBalancer && rule.Addresses is not null, "how many addresses a rule has");
        }
    }

    private void Lost(Element element, bool isLost, string what)
    {
        if (isLost)
        {
            findings.Warning("not-in-xml", element.Place, $"VXDL 2.0 cannot say of '{element.Id}' {what}");
        }
    }
}
