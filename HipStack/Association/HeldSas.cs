namespace HiperNet.HipStack.Association;

/// <summary>The keys of security associations that are agreed and not yet allowed.</summary>
internal sealed class HeldSas(SaKeys inbound, SaKeys outbound) : IDisposable
{
    public SaKeys Inbound { get; } = inbound;

    public SaKeys Outbound { get; } = outbound;

    public void Dispose()
    {
        Inbound.Dispose();
        Outbound.Dispose();
    }
}
