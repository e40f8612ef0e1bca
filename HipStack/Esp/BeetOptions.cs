namespace HiperNet.HipStack.Esp;

/// <summary>
/// The pseudo-header with IPv4 options (RFC 7402 appendix B.1.7): next header, length in units of 8 octets without the
/// first, padding length, reserved; then the padding, and the options.
/// </summary>
internal static class BeetOptions
{
    /// <summary>The longest pseudo-header, with 40 octets of options, in octets.</summary>
    public const int MaxLength = 48;

    /// <summary>The shortest pseudo-header, in octets.</summary>
    public const int MinLength = 8;

    /// <summary>The most octets of options.</summary>
    public const int MaxOptions = 40;

    private const int FixedLength = 4;
    private const int Unit = 8;
    private const byte EndOfList = 0;
    private const byte NoOperation = 1;
    private const byte LooseSourceRoute = 131;
    private const byte StrictSourceRoute = 137;

    /// <summary>Writes the pseudo-header, and returns its length.</summary>
    public static int Write(byte nextHeader, ReadOnlySpan<byte> options, Span<byte> output)
    {
        int padding = FixedLength - (options.Length % Unit);
        int length = FixedLength + padding + options.Length;
        output[0] = nextHeader;
        output[1] = (byte)((length / Unit) - 1);
        output[2] = (byte)padding;
        output[3] = 0;
        output.Slice(FixedLength, padding).Fill(NoOperation);
        options.CopyTo(output[(FixedLength + padding)..]);
        return length;
    }

    /// <summary>Reads the pseudo-header.</summary>
    /// <param name="payload">What begins with it.</param>
    /// <param name="length">Its length.</param>
    /// <param name="options">The options, within <paramref name="payload"/>.</param>
    public static DropReason Read(ReadOnlySpan<byte> payload, out int length, out ReadOnlySpan<byte> options)
    {
        options = default;
        length = payload.Length >= MinLength ? (payload[1] + 1) * Unit : int.MaxValue;
        if (length > payload.Length || length > MaxLength || payload[2] is not (0 or FixedLength))
        {
            return DropReason.BadOptions;
        }

        options = payload[(FixedLength + payload[2])..length];
        return options.Length > MaxOptions ? DropReason.BadOptions : Check(options);
    }

    /// <summary>
    /// Checks a list of options (RFC 791 section 3.1). Source routes name addresses that the association does not bind.
    /// </summary>
    public static DropReason Check(ReadOnlySpan<byte> options)
    {
        while (!options.IsEmpty && options[0] != EndOfList)
        {
            if (options[0] is LooseSourceRoute or StrictSourceRoute)
            {
                return DropReason.ForeignAddress;
            }

            int size = options[0] == NoOperation ? 1 : options.Length > 1 ? options[1] : int.MaxValue;
            if (size > options.Length || (size < 2 && options[0] != NoOperation))
            {
                return DropReason.BadOptions;
            }

            options = options[size..];
        }

        return DropReason.None;
    }
}
