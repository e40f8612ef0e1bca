using System.Text;

namespace HiperNet.Registrar.Bookings;

/// <summary>Where a registrar keeps what, in the store. All keys of a registrar begin alike.</summary>
/// <param name="Root">With what they begin; it ends in a slash.</param>
public sealed record StateKeys(string Root)
{
    /// <summary>The version of the schema: docs/adr/0016.</summary>
    public const string SchemaVersion = "1";

    /// <summary>Keys of version 1 of a registrar.</summary>
    public static StateKeys Of(string registrar) => new($"/hipernet/{SchemaVersion}/{registrar}/");

    /// <summary>With what the keys of offers begin.</summary>
    public string Offers => Root + "offer/";

    /// <summary>With what the keys of calendars begin.</summary>
    public string Calendars => Root + "calendar/";

    /// <summary>With what the keys of infrastructures begin.</summary>
    public string Vpxis => Root + "vpxi/";

    /// <summary>The key of an offer.</summary>
    public ReadOnlyMemory<byte> Offer(string id) => Encoding.UTF8.GetBytes(Offers + id);

    /// <summary>The key of the calendars of a physical node or link.</summary>
    public ReadOnlyMemory<byte> Calendar(string resource) => Encoding.UTF8.GetBytes(Calendars + resource);

    /// <summary>The key of an infrastructure.</summary>
    public ReadOnlyMemory<byte> Vpxi(string id) => Encoding.UTF8.GetBytes(Vpxis + id);
}
