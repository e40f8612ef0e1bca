namespace HiperNet.HipStack.Capture;

/// <summary>What is said of a packet in a capture.</summary>
/// <param name="Interface">The interface, in the order of their descriptions in the file, from 0.</param>
/// <param name="Nanoseconds">When it passed, since the beginning of 1970.</param>
/// <param name="Direction">Which way it went.</param>
/// <param name="Comment">A line for people, such as its SPI and whether it was let through; null for none.</param>
public readonly record struct CapturedPacket(
    int Interface, ulong Nanoseconds, CaptureDirection Direction, string? Comment = null)
{
    private const long NanosecondsPerTick = 100;

    /// <summary>An instant as <see cref="Nanoseconds"/>; 0 for what was before 1970.</summary>
    public static ulong NanosecondsOf(DateTimeOffset instant) =>
        (ulong)(Math.Max(0, instant.UtcTicks - DateTime.UnixEpoch.Ticks) * NanosecondsPerTick);
}
