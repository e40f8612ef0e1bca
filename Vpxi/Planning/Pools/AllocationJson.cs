using System.Text.Json;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>Allocations as JSON: spec/vxdl.md, section "Plans".</summary>
public static class AllocationJson
{
    /// <summary>Writes the properties of an allocation into the open object.</summary>
    public static void Write(Utf8JsonWriter json, Allocation allocation)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(allocation);
        json.WriteString("infrastructure", allocation.Infrastructure);
        Write(json, allocation.Window);
        json.WriteNumber("cost", allocation.Cost);
        json.WriteStartArray("nodes");
        foreach (NodeGrant grant in allocation.Nodes)
        {
            json.WriteStartObject();
            json.WriteString("node", grant.Node);
            json.WriteString("resource", grant.Resource);
            Write(json, grant.Window, grant.Alone, grant.Cost, grant.Amounts);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("links");
        foreach (LinkGrant grant in allocation.Links)
        {
            Write(json, grant);
        }

        json.WriteEndArray();
    }

    /// <summary>Reads an allocation from the properties of an object; others are passed over.</summary>
    /// <exception cref="InvalidDataException">Something is missing, or is not what it must be.</exception>
    public static Allocation Read(JsonElement json)
    {
        AllocationFields root = new(json);
        return new Allocation(
            root.Text("infrastructure"),
            root.Window(),
            [.. root.List("nodes").Select(Node)],
            [.. root.List("links").Select(Link)],
            root.Number("cost"));
    }

    private static NodeGrant Node(AllocationFields node) => new(
        node.Text("node"),
        node.Text("resource"),
        node.Window(),
        Amounts(node),
        node.Flag("alone"),
        node.Number("cost"));

    private static LinkGrant Link(AllocationFields link) => new(
        link.Text("link"),
        link.Text("from"),
        link.Text("to"),
        [.. link.Texts("path")],
        link.Window(),
        Amounts(link),
        link.OptionalNumber("latency_ns"),
        link.Flag("alone"),
        link.Number("cost"));

    private static ModelList<TimedAmount> Amounts(AllocationFields grant) =>
        [.. grant.List("amounts").Select(amount => new TimedAmount(
            amount.Capacity(), amount.Positive("amount"), amount.Window()))];

    private static void Write(Utf8JsonWriter json, LinkGrant grant)
    {
        json.WriteStartObject();
        json.WriteString("link", grant.Link);
        json.WriteString("from", grant.From);
        json.WriteString("to", grant.To);
        json.WriteStartArray("path");
        foreach (string hop in grant.Path)
        {
            json.WriteStringValue(hop);
        }

        json.WriteEndArray();
        if (grant.Latency is long latency)
        {
            json.WriteNumber("latency_ns", latency);
        }

        Write(json, grant.Window, grant.Alone, grant.Cost, grant.Amounts);
        json.WriteEndObject();
    }

    private static void Write(
        Utf8JsonWriter json, TimeWindow window, bool alone, long cost, ModelList<TimedAmount> amounts)
    {
        Write(json, window);
        json.WriteBoolean("alone", alone);
        json.WriteNumber("cost", cost);
        json.WriteStartArray("amounts");
        foreach (TimedAmount amount in amounts)
        {
            json.WriteStartObject();
            json.WriteString("capacity", amount.Capacity.Name);
            json.WriteNumber("amount", amount.Amount);
            Write(json, amount.Window);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, TimeWindow window)
    {
        json.WriteString("start", InstantText.Write(window.Start));
        json.WriteString("end", InstantText.Write(window.End));
    }
}
