namespace HiperNet.HipStack.Association;

/// <summary>Our base exchange with a peer, from the I1 to the R2.</summary>
internal sealed class InitiatorAttempt : IDisposable
{
    public InitiatorAttempt(ConnectRequest request, Backoff backoff)
    {
        Request = request;
        Backoff = backoff;
    }

    public ConnectRequest Request { get; }

    public Backoff Backoff { get; set; }

    /// <summary>The I1 or I2 that is sent again.</summary>
    public byte[] Packet { get; set; } = [];

    /// <summary>The R1 that is being answered.</summary>
    public ReceivedR1? R1 { get; set; }

    /// <summary>Which way the R1 came, and the I2 goes.</summary>
    public Path? Path { get; set; }

    public TimeSpan I2SentAt { get; set; }

    /// <summary>The keys, from the I2 on; they move to the association with the R2.</summary>
    public Secrets? Secrets { get; set; }

    public uint InboundSpi { get; set; }

    /// <summary>The index of the keying material where the ESP keys begin.</summary>
    public int EspIndex { get; set; }

    /// <summary>The certificates that are left for UPDATEs.</summary>
    public OutgoingChain? Chain { get; set; }

    public void Dispose() => Secrets?.Dispose();
}
