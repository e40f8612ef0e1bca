namespace HiperNet.HipStack.Esp;

/// <summary>
/// The octets that may be sent to a peer whose address is not verified (RFC 8046 section 5.6): those received from it,
/// aged. Any thread may use it.
/// </summary>
public sealed class CreditCounter
{
    /// <summary>How often <see cref="Age"/> is to be called (RFC 8046 section 5.6.2).</summary>
    public static readonly TimeSpan AgingInterval = TimeSpan.FromSeconds(5);

    private const long AgingDivisor = 8;

    private long octets;

    /// <summary>The credit in octets.</summary>
    public long Octets => Interlocked.Read(ref octets);

    /// <summary>Counts a received packet.</summary>
    /// <param name="length">Its length in octets.</param>
    public void Earn(int length) => Interlocked.Add(ref octets, length);

    /// <summary>Takes a packet from the credit; false, taking nothing, where the credit is too small.</summary>
    /// <param name="length">Its length in octets.</param>
    public bool TrySpend(int length)
    {
        long now = Octets;
        while (now >= length)
        {
            long before = Interlocked.CompareExchange(ref octets, now - length, now);
            if (before == now)
            {
                return true;
            }

            now = before;
        }

        return false;
    }

    /// <summary>Multiplies the credit by 7/8.</summary>
    public void Age()
    {
        long now = Octets;
        Interlocked.Add(ref octets, -(now / AgingDivisor));
    }
}
