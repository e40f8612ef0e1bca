namespace HiperNet.HipStack.Association;

/// <summary>Keys of security associations that are agreed and not yet allowed. What is taken is the taker's.</summary>
internal sealed class HeldSas(SaKeys inbound, SaKeys outbound) : IDisposable
{
    private SaKeys? inbound = inbound;

    public SaKeys Outbound { get; } = outbound;

    /// <summary>The keys of what the peer sends; only once.</summary>
    public SaKeys TakeInbound()
    {
        SaKeys taken = inbound ?? throw new InvalidOperationException("The inbound keys are taken.");
        inbound = null;
        return taken;
    }

    public void Dispose()
    {
        inbound?.Dispose();
        Outbound.Dispose();
    }
}
