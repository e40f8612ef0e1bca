namespace HiperNet.Registrar.Server;

/// <summary>A clock that is ahead of the machine's, or behind; time passes as always.</summary>
/// <param name="skew">By how much it is ahead.</param>
internal sealed class SkewedTime(TimeSpan skew) : TimeProvider
{
    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + skew;
}
