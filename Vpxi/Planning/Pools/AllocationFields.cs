using System.Text.Json;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>The properties of a JSON object, each of which must be what it is read as.</summary>
internal readonly record struct AllocationFields(JsonElement Json)
{
    public string Text(string name) => Get(name, JsonValueKind.String).GetString()!;

    public long Number(string name) => Get(name, JsonValueKind.Number).TryGetInt64(out long number) && number >= 0
        ? number
        : throw Wrong(name, "a whole number of 0 or more");

    public long Positive(string name) => Number(name) is > 0 and long number
        ? number
        : throw Wrong(name, "above 0");

    public long? OptionalNumber(string name) =>
        Json.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? Number(name) : null;

    public bool Flag(string name) => Json.TryGetProperty(name, out JsonElement value)
        && (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            ? value.GetBoolean()
            : throw Wrong(name, "true or false");

    public TimeWindow Window()
    {
        (long start, long end) = (Instant("start"), Instant("end"));
        return start < end ? new TimeWindow(start, end) : throw Wrong("end", "after the start");
    }

    public IEnumerable<AllocationFields> List(string name) =>
        Get(name, JsonValueKind.Array).EnumerateArray().Select(item => new AllocationFields(item));

    public IEnumerable<string> Texts(string name) => Get(name, JsonValueKind.Array).EnumerateArray()
        .Select(item => item.ValueKind == JsonValueKind.String
            ? item.GetString()!
            : throw Wrong(name, "a list of texts"));

    public Capacity Capacity()
    {
        const string device = "device ";
        string name = Text("capacity");
        if (name.StartsWith(device, StringComparison.Ordinal))
        {
            return new Capacity(CapacityKind.Device, name[device.Length..]);
        }

        foreach (CapacityKind kind in Enum.GetValues<CapacityKind>())
        {
            if (kind != CapacityKind.Device && new Capacity(kind).Name == name)
            {
                return new Capacity(kind);
            }
        }

        throw Wrong("capacity", "the name of a capacity");
    }

    private static InvalidDataException Wrong(string name, string wanted) => new($"'{name}' is not {wanted}");

    private long Instant(string name) => InstantText.TryRead(Text(name), out long instant)
        ? instant
        : throw Wrong(name, "an instant");

    private JsonElement Get(string name, JsonValueKind kind) =>
        Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out JsonElement value)
            && value.ValueKind == kind
                ? value
                : throw new InvalidDataException($"'{name}' is missing, or is no {kind}");
}
