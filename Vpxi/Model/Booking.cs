using System.Diagnostics.CodeAnalysis;

namespace HiperNet.Vpxi.Model;

/// <summary>An amount of a capacity, for a window of time.</summary>
public sealed record Booking
{
    /// <summary>Makes a booking.</summary>
    /// <param name="id">1 to <see cref="CalendarLimits.IdLength"/> characters of visible ASCII.</param>
    /// <param name="window">When; <c>default</c> is refused, because it is empty.</param>
    /// <param name="amount">How much, in the unit of the capacity; at least 1.</param>
    /// <exception cref="ArgumentException">One of them is out of its range.</exception>
    public Booking(string id, TimeWindow window, long amount)
    {
        if (!IsId(id))
        {
            throw new ArgumentException("An identifier is short visible ASCII.", nameof(id));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(amount, 1);
        ArgumentOutOfRangeException.ThrowIfEqual(window, default);
        (Id, Window, Amount) = (id, window, amount);
    }

    /// <summary>What tells it from the other bookings of its calendar.</summary>
    public string Id { get; }

    /// <summary>When.</summary>
    public TimeWindow Window { get; }

    /// <summary>How much, in the unit of the capacity.</summary>
    public long Amount { get; }

    /// <summary>Whether a text can be a booking's identifier.</summary>
    public static bool IsId([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= CalendarLimits.IdLength } && text.All(letter => letter is > ' ' and <= '~');
}
