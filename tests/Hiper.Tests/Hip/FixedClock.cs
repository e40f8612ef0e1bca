using HiperNet.HipStack.Tests.Control;

namespace HiperNet.Hiper.Tests.Hip;

/// <summary>Tells one instant for ever; its timers run as usual.</summary>
internal sealed class FixedClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => SampleRecords.Now;
}
