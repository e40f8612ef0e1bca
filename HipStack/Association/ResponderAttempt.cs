using HiperNet.HipStack.Crypto;

namespace HiperNet.HipStack.Association;

/// <summary>A valid I2 that waits for its verdict: everything that an association is made of.</summary>
internal sealed class ResponderAttempt : IDisposable
{
    public required byte[] Digest { get; init; }

    public required HostVerifier Initiator { get; init; }

    public required Path Path { get; init; }

    /// <summary>The keys; they move to the association with the R2.</summary>
    public required Secrets Secrets { get; init; }

    public required uint OutboundSpi { get; init; }

    /// <summary>The index of the keying material where the ESP keys begin.</summary>
    public required int EspIndex { get; init; }

    /// <summary>Our HOST_ID parameter as the R1 had it, which HIP_MAC_2 covers.</summary>
    public required byte[] HostIdParameter { get; init; }

    public required IncomingChain Chain { get; init; }

    public required bool ChainFollows { get; init; }

    /// <summary>The services that it asks for; null if it asks for none.</summary>
    public required PendingRegistration? Registration { get; init; }

    public required bool MarksFamilies { get; init; }

    public void Dispose() => Secrets.Dispose();
}
