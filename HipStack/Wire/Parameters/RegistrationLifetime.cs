namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>The lifetimes of registrations: 0 is none, v is 2^((v - 64) / 8) seconds (RFC 8003 section 4.1).</summary>
public static class RegistrationLifetime
{
    private const double Origin = 64;
    private const double StepsPerDoubling = 8;

    /// <summary>The duration that a field stands for.</summary>
    public static TimeSpan Decode(byte field) =>
        field == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Pow(2, (field - Origin) / StepsPerDoubling));

    /// <summary>The field for the longest duration that is not above the given one; 1 for shorter ones than 4 ms.</summary>
    /// <param name="duration">Zero, which cancels, or more.</param>
    public static byte Encode(TimeSpan duration)
    {
        if (duration <= TimeSpan.Zero)
        {
            return 0;
        }

        double exact = (Math.Log2(duration.TotalSeconds) * StepsPerDoubling) + Origin;
        byte field = (byte)Math.Clamp(Math.Round(exact), 1, byte.MaxValue);
        return field > 1 && Decode(field) > duration ? (byte)(field - 1) : field;
    }
}
