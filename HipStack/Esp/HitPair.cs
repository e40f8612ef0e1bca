namespace HiperNet.HipStack.Esp;

/// <summary>The HITs of an association, as a key of tables; its hash cannot be predicted.</summary>
/// <param name="Local">The HIT of this host.</param>
/// <param name="Peer">The HIT of the peer.</param>
internal readonly record struct HitPair(UInt128 Local, UInt128 Peer)
{
    /// <inheritdoc/>
    public override int GetHashCode() => (int)SeededHash.Process.Of(Local, Peer);
}
