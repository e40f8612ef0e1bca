namespace HiperNet.HipStack.Esp;

/// <summary>An IPv4 address as a key of tables; its hash cannot be predicted.</summary>
/// <param name="Address">The address, big-endian.</param>
internal readonly record struct IPv4Key(uint Address)
{
    /// <inheritdoc/>
    public override int GetHashCode() => (int)SeededHash.Process.Of(Address);
}
