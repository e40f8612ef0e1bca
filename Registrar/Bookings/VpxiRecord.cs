using HiperNet.Vpxi.Planning.Pools;

namespace HiperNet.Registrar.Bookings;

/// <summary>An infrastructure for which resources are booked.</summary>
/// <param name="Id">Its name, of its own: 1 to 64 letters, digits and hyphens.</param>
/// <param name="Owner">The principal of who asked for it.</param>
/// <param name="State">Where its bookings are.</param>
/// <param name="Expires">When it lapses, or ends, in seconds since 1970-01-01T00:00:00Z.</param>
/// <param name="Document">What was asked for, in VXDL.</param>
/// <param name="Allocation">What it gets.</param>
public sealed record VpxiRecord(
    string Id, string Owner, VpxiState State, long Expires, string Document, Allocation Allocation)
{
    private const int MostLetters = 64;

    /// <summary>
    /// Null if its calendars are what the allocation says. Otherwise they may have more: another end is being booked in
    /// parts, and from this time on, in seconds since 1970, anybody may put them right.
    /// </summary>
    public long? UnsettledUntil { get; init; }

    /// <summary>Whether nobody has confirmed it in time.</summary>
    public bool HasLapsed(long now) => State is VpxiState.Booking or VpxiState.Held && Expires <= now;

    /// <summary>Whether a text can be the name of an infrastructure.</summary>
    public static bool IsId(string? text) =>
        text is { Length: > 0 and <= MostLetters }
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');
}
