using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using HiperNet.Vpxi.Model;
using HiperNet.Vpxi.Planning.Pools;

namespace HiperNet.Registrar.Bookings;

/// <summary>
/// Records as the values of keys, in JSON. What is read was written by a registrar of this or an older schema; anything
/// else is no record.
/// </summary>
public static class RecordCodec
{
    private const string Version = "version";
    private const int CurrentVersion = 1;
    private const string Shares = "shares";

    /// <summary>Writes an offer.</summary>
    public static byte[] Write(OfferRecord offer) => Object(json =>
    {
        json.WriteString("id", offer.Id);
        json.WriteString("owner", offer.Owner);
        json.WriteString("document", offer.Document);
        json.WriteBoolean("withdrawn", offer.IsWithdrawn);
    });

    /// <summary>Reads an offer.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static OfferRecord ReadOffer(ReadOnlyMemory<byte> value) => Read(value, json => new OfferRecord(
        Text(json, "id"), Text(json, "owner"), Text(json, "document"), json.GetProperty("withdrawn").GetBoolean()));

    /// <summary>Writes an infrastructure.</summary>
    public static byte[] Write(VpxiRecord vpxi) => Object(json =>
    {
        json.WriteString("id", vpxi.Id);
        json.WriteString("owner", vpxi.Owner);
        json.WriteString("state", vpxi.State.ToString());
        json.WriteNumber("expires", vpxi.Expires);
        json.WriteString("document", vpxi.Document);
        json.WriteStartObject("allocation");
        AllocationJson.Write(json, vpxi.Allocation);
        json.WriteEndObject();
    });

    /// <summary>Reads an infrastructure.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static VpxiRecord ReadVpxi(ReadOnlyMemory<byte> value) => Read(value, json => new VpxiRecord(
        Text(json, "id"),
        Text(json, "owner"),
        Enum.TryParse(Text(json, "state"), out VpxiState state) && Enum.IsDefined(state)
            ? state
            : throw new InvalidDataException("no state of an infrastructure"),
        json.GetProperty("expires").GetInt64(),
        Text(json, "document"),
        AllocationJson.Read(json.GetProperty("allocation"))));

    /// <summary>Writes the calendars of a physical node.</summary>
    public static byte[] Write(NodeCalendars calendars) => Object(json =>
    {
        foreach ((Capacity capacity, Calendar calendar) in calendars.Capacities.OrderBy(
            pair => pair.Key.Name, StringComparer.Ordinal))
        {
            json.WriteBase64String(capacity.Name, CalendarCodec.Write(calendar));
        }

        json.WriteBase64String(Shares, CalendarCodec.Write(calendars.Shares));
    });

    /// <summary>Writes the calendars of a physical link.</summary>
    public static byte[] Write(LinkCalendars calendars) => Object(json =>
    {
        json.WriteBase64String("forward", CalendarCodec.Write(calendars.Forward));
        json.WriteBase64String("reverse", CalendarCodec.Write(calendars.Reverse));
        json.WriteBase64String(Shares, CalendarCodec.Write(calendars.Shares));
    });

    /// <summary>Reads the calendars of a physical node.</summary>
    /// <param name="value">The value of its key.</param>
    /// <param name="empty">Its calendars without bookings; capacities that are not there are passed over.</param>
    /// <exception cref="InvalidDataException">They are none.</exception>
    public static NodeCalendars Read(ReadOnlyMemory<byte> value, NodeCalendars empty) => Read(value, json =>
    {
        ImmutableDictionary<Capacity, Calendar> capacities = empty.Capacities;
        foreach (Capacity capacity in empty.Capacities.Keys)
        {
            capacities = json.TryGetProperty(capacity.Name, out JsonElement octets)
                ? capacities.SetItem(capacity, CalendarOf(octets))
                : capacities;
        }

        return new NodeCalendars(capacities, CalendarOf(json.GetProperty(Shares)));
    });

    /// <summary>Reads the calendars of a physical link.</summary>
    /// <exception cref="InvalidDataException">They are none.</exception>
    public static LinkCalendars ReadLink(ReadOnlyMemory<byte> value) => Read(value, json => new LinkCalendars(
        CalendarOf(json.GetProperty("forward")),
        CalendarOf(json.GetProperty("reverse")),
        CalendarOf(json.GetProperty(Shares))));

    private static Calendar CalendarOf(JsonElement octets) =>
        CalendarCodec.TryRead(octets.GetBytesFromBase64(), out Calendar? calendar, out CalendarFault fault)
            ? calendar
            : throw new InvalidDataException($"no calendar: {fault}");

    private static string Text(JsonElement json, string name) =>
        json.GetProperty(name).GetString() ?? throw new InvalidDataException($"'{name}' is missing");

    private static byte[] Object(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> octets = new();
        using (Utf8JsonWriter json = new(octets))
        {
            json.WriteStartObject();
            json.WriteNumber(Version, CurrentVersion);
            write(json);
            json.WriteEndObject();
        }

        return octets.WrittenSpan.ToArray();
    }

    private static T Read<T>(ReadOnlyMemory<byte> value, Func<JsonElement, T> read)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(value);
            int version = document.RootElement.GetProperty(Version).GetInt32();
            return version == CurrentVersion
                ? read(document.RootElement)
                : throw new InvalidDataException($"version {version} is not known to this registrar");
        }
        catch (Exception exception)
            when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException("no record of a registrar", exception);
        }
    }
}
