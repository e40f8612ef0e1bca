namespace HiperNet.Flows.Tests.Lab;

/// <summary>A clock that is ahead of the machine's, or behind.</summary>
internal sealed class AheadTime(int seconds) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddSeconds(seconds);
}
