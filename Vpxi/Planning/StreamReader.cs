using System.Text.Json;

namespace HiperNet.Vpxi.Planning;

/// <summary>
/// Reads a recorded stream: <c>{"substrate": {"cpu": [..], "links": [[a, b, bandwidth], ..]}, "requests": [{"arrival":
/// t, "lifetime": t, "cpu": [..], "links": [[a, b, bandwidth], ..]}, ..]}</c>. Links have no direction; what else
/// stands there is not looked at.
/// </summary>
public static class StreamReader
{
    /// <summary>The largest file, in octets.</summary>
    public const int MaxOctets = 1 << 28;

    /// <summary>The most requests.</summary>
    public const int MaxRequests = 1 << 20;

    /// <summary>Reads a stream.</summary>
    /// <exception cref="InvalidDataException">It is not one; the message says where and why.</exception>
    public static RequestStream Read(ReadOnlyMemory<byte> octets)
    {
        if (octets.Length > MaxOctets)
        {
            throw new InvalidDataException($"the stream has {octets.Length} octets; {MaxOctets} are the most");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(octets);
            return Read(document.RootElement);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"the stream is not JSON: {exception.Message}", exception);
        }
    }

    private static RequestStream Read(JsonElement root)
    {
        JsonElement substrate = Member(root, "substrate", JsonValueKind.Object, "the stream");
        const string Where = "the substrate";
        Substrate graph = Built(
            () => new Substrate(1, Numbers(substrate, "cpu", Where), [.. Links(substrate, Where).Select(Physical)]),
            Where);
        JsonElement requests = Member(root, "requests", JsonValueKind.Array, "the stream");
        if (requests.GetArrayLength() > MaxRequests)
        {
            throw new InvalidDataException($"the stream has more than {MaxRequests} requests");
        }

        List<StreamRequest> all = [];
        foreach (JsonElement request in requests.EnumerateArray())
        {
            all.Add(Request(request, $"request {all.Count}"));
        }

        return new RequestStream(graph, [.. all.OrderBy(request => request.Arrival)]);
    }

    private static StreamRequest Request(JsonElement element, string where)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidDataException($"{where} is not an object");
        }

        long[] demands = Numbers(element, "cpu", where);
        PlacementGroup apart = new(GroupKind.Apart, Enumerable.Range(0, demands.Length).ToArray());
        PlanRequest request = Built(
            () => new PlanRequest(
                [.. demands.Select(demand => new VirtualNode(new[] { demand }))],
                [.. Links(element, where).Select(Virtual)],
                [apart]),
            where);
        return new StreamRequest(Time(element, "arrival", where), Time(element, "lifetime", where), request);
    }

    private static SubstrateLink Physical((int A, int B, long Bandwidth) link) =>
        new(link.A, link.B, link.Bandwidth, link.Bandwidth, Shared: true);

    private static VirtualLink Virtual((int A, int B, long Bandwidth) link) =>
        new(link.A, link.B, link.Bandwidth, 0);

    private static T Built<T>(Func<T> build, string where)
    {
        try
        {
            return build();
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException($"{where}: {exception.Message}", exception);
        }
    }

    private static JsonElement Member(JsonElement element, string name, JsonValueKind kind, string where)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out JsonElement member))
        {
            throw new InvalidDataException($"{where} has no \"{name}\"");
        }

        return member.ValueKind == kind
            ? member
            : throw new InvalidDataException($"\"{name}\" of {where} is not an {kind}".ToLowerInvariant());
    }

    private static long[] Numbers(JsonElement element, string name, string where)
    {
        List<long> numbers = [];
        foreach (JsonElement number in Member(element, name, JsonValueKind.Array, where).EnumerateArray())
        {
            numbers.Add(Number(number, $"\"{name}\" of {where}"));
        }

        return [.. numbers];
    }

    private static List<(int A, int B, long Bandwidth)> Links(JsonElement element, string where)
    {
        List<(int A, int B, long Bandwidth)> links = [];
        foreach (JsonElement link in Member(element, "links", JsonValueKind.Array, where).EnumerateArray())
        {
            string here = $"link {links.Count} of {where}";
            if (link.ValueKind != JsonValueKind.Array || link.GetArrayLength() != 3)
            {
                throw new InvalidDataException($"{here} is not [node, node, bandwidth]");
            }

            links.Add((Index(link[0], here), Index(link[1], here), Number(link[2], here)));
        }

        return links;
    }

    private static int Index(JsonElement element, string where) =>
        Number(element, where) is >= 0 and <= int.MaxValue and long number
            ? (int)number
            : throw new InvalidDataException($"{where} names a node that is not there");

    private static long Number(JsonElement element, string where) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out long number)
            ? number
            : throw new InvalidDataException($"{where} has something else than a whole number");

    private static double Time(JsonElement element, string name, string where)
    {
        JsonElement time = Member(element, name, JsonValueKind.Number, where);
        return time.TryGetDouble(out double value) && double.IsFinite(value) && value >= 0
            ? value
            : throw new InvalidDataException($"\"{name}\" of {where} is not a time");
    }
}
