using System.Collections.Immutable;
using System.Text.Json;
using HiperNet.Registrar.State;
using HiperNet.Vpxi.Model;
using HiperNet.Vpxi.Planning.Pools;

namespace HiperNet.Registrar.Bookings;

/// <summary>
/// Records as the values of keys, in JSON. What is read was written by a registrar of this or an older schema; anything
/// else is no record.
/// </summary>
public static class RecordCodec
{
    private const string Silent = "silent";
    private const string Shares = "shares";
    private const string Unsettled = "unsettled";

    /// <summary>Writes an offer.</summary>
    public static byte[] Write(OfferRecord offer) => VersionedJson.Write(json =>
    {
        json.WriteString("id", offer.Id);
        json.WriteString("owner", offer.Owner);
        json.WriteString("document", offer.Document);
        json.WriteBoolean("withdrawn", offer.IsWithdrawn);
        if (offer.IsSilent)
        {
            json.WriteBoolean(Silent, true);
        }
    });

    /// <summary>Reads an offer.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static OfferRecord ReadOffer(ReadOnlyMemory<byte> value) => VersionedJson.Read(
        value,
        json => new OfferRecord(
            VersionedJson.Text(json, "id"),
            VersionedJson.Text(json, "owner"),
            VersionedJson.Text(json, "document"),
            json.GetProperty("withdrawn").GetBoolean())
        {
            IsSilent = json.TryGetProperty(Silent, out JsonElement silent) && silent.GetBoolean(),
        });

    /// <summary>Writes an infrastructure.</summary>
    public static byte[] Write(VpxiRecord vpxi) => VersionedJson.Write(json =>
    {
        json.WriteString("id", vpxi.Id);
        json.WriteString("owner", vpxi.Owner);
        json.WriteString("state", vpxi.State.ToString());
        json.WriteNumber("expires", vpxi.Expires);
        if (vpxi.UnsettledUntil is { } until)
        {
            json.WriteNumber(Unsettled, until);
        }

        json.WriteString("document", vpxi.Document);
        json.WriteStartObject("allocation");
        AllocationJson.Write(json, vpxi.Allocation);
        json.WriteEndObject();
    });

    /// <summary>Reads an infrastructure.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static VpxiRecord ReadVpxi(ReadOnlyMemory<byte> value) => VersionedJson.Read(
        value,
        json => new VpxiRecord(
            VersionedJson.Text(json, "id"),
            VersionedJson.Text(json, "owner"),
            VersionedJson.Word<VpxiState>(json, "state"),
            json.GetProperty("expires").GetInt64(),
            VersionedJson.Text(json, "document"),
            AllocationJson.Read(json.GetProperty("allocation")))
        {
            UnsettledUntil = json.TryGetProperty(Unsettled, out JsonElement until) ? until.GetInt64() : null,
        });

    /// <summary>Writes the calendars of a physical node.</summary>
    public static byte[] Write(NodeCalendars calendars) => VersionedJson.Write(json =>
    {
        foreach ((Capacity capacity, Calendar calendar) in calendars.Capacities.OrderBy(
            pair => pair.Key.Name, StringComparer.Ordinal))
        {
            json.WriteBase64String(capacity.Name, CalendarCodec.Write(calendar));
        }

        json.WriteBase64String(Shares, CalendarCodec.Write(calendars.Shares));
    });

    /// <summary>Writes the calendars of a physical link.</summary>
    public static byte[] Write(LinkCalendars calendars) => VersionedJson.Write(json =>
    {
        json.WriteBase64String("forward", CalendarCodec.Write(calendars.Forward));
        json.WriteBase64String("reverse", CalendarCodec.Write(calendars.Reverse));
        json.WriteBase64String(Shares, CalendarCodec.Write(calendars.Shares));
    });

    /// <summary>Reads the calendars of a physical node.</summary>
    /// <param name="value">The value of its key.</param>
    /// <param name="empty">Its calendars without bookings; capacities that are not there are passed over.</param>
    /// <exception cref="InvalidDataException">They are none.</exception>
    public static NodeCalendars Read(ReadOnlyMemory<byte> value, NodeCalendars empty) =>
        VersionedJson.Read(value, json => CalendarsOf(json, empty));

    /// <summary>Reads the calendars of a physical link.</summary>
    /// <exception cref="InvalidDataException">They are none.</exception>
    public static LinkCalendars ReadLink(ReadOnlyMemory<byte> value) => VersionedJson.Read(
        value,
        json => new LinkCalendars(
            CalendarOf(json.GetProperty("forward")),
            CalendarOf(json.GetProperty("reverse")),
            CalendarOf(json.GetProperty(Shares))));

    private static NodeCalendars CalendarsOf(JsonElement json, NodeCalendars empty)
    {
        ImmutableDictionary<Capacity, Calendar> capacities = empty.Capacities;
        foreach (Capacity capacity in empty.Capacities.Keys)
        {
            capacities = json.TryGetProperty(capacity.Name, out JsonElement octets)
                ? capacities.SetItem(capacity, CalendarOf(octets))
                : capacities;
        }

        return new NodeCalendars(capacities, CalendarOf(json.GetProperty(Shares)));
    }

    private static Calendar CalendarOf(JsonElement octets) =>
        CalendarCodec.TryRead(octets.GetBytesFromBase64(), out Calendar? calendar, out CalendarFault fault)
            ? calendar
            : throw new InvalidDataException($"no calendar: {fault}");
}
