using System.Text.Json;
using HiperNet.Registrar.Bookings;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Vpxi.Planning.Pools;

namespace HiperNet.Registrar.Infrastructures;

/// <summary>Infrastructures as they are told.</summary>
internal static class Views
{
    /// <summary>An infrastructure.</summary>
    public static VpxiView Of(StoredRun stored) => new(
        stored.Run.Id,
        stored.Run.Owner,
        State(stored),
        stored.Vpxi?.Allocation.Window.Start ?? 0,
        stored.Vpxi?.Allocation.Window.End ?? 0,
        stored.Vpxi is { State: VpxiState.Held or VpxiState.Booking } held ? held.Expires : null,
        stored.Run.Replan,
        [.. stored.Vpxi?.Allocation.Nodes.Select(grant => Node(grant, stored)) ?? []]);

    /// <summary>One that is not there (any more).</summary>
    public static VpxiView Ended(string id, string owner) => new(id, owner, "ended", 0, 0, null, false, []);

    /// <summary>A plan as JSON.</summary>
    public static JsonElement Json(Allocation allocation)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            AllocationJson.Write(json, allocation);
            json.WriteEndObject();
        }

        using JsonDocument document = JsonDocument.Parse(stream.ToArray());
        return document.RootElement.Clone();
    }

    private static string State(StoredRun stored) => (stored.Vpxi?.State, stored.Run.Wanted) switch
    {
        (null, _) => "ended",
        (VpxiState.Releasing, _) or (_, Wanted.End) => "releasing",
        (VpxiState.Booking or VpxiState.Held, _) => "held",
        (_, Wanted.Run) => "provisioned",
        (_, Wanted.Suspend) => "suspended",
        _ => "allocated",
    };

    private static VpxiNode Node(NodeGrant grant, StoredRun stored)
    {
        NodeRecord? node = stored.Nodes.FirstOrDefault(one => one.Name == grant.Node);
        return new VpxiNode(
            grant.Node, grant.Resource, node?.State ?? "waiting", node?.Hit, node?.Addresses ?? [], node?.Detail);
    }
}
