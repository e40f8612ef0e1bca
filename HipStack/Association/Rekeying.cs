namespace HiperNet.HipStack.Association;

/// <summary>A rekeying that goes on (RFC 7402 sections 6.8 to 6.10): what we sent, and what the peer sent.</summary>
internal sealed class Rekeying : IDisposable
{
    /// <summary>The SPI that we chose for the new inbound SA.</summary>
    public required uint NewInboundSpi { get; init; }

    public required int OurIndex { get; init; }

    /// <summary>Our new Diffie-Hellman key, or null.</summary>
    public SharedKey? OurKey { get; set; }

    public required uint UpdateId { get; set; }

    public required TimeSpan Since { get; init; }

    public bool IsAcknowledged { get; set; }

    public int Restarts { get; set; }

    /// <summary>The SPI that the peer chose; 0 until its ESP_INFO comes.</summary>
    public uint NewOutboundSpi { get; set; }

    public int PeerIndex { get; set; }

    /// <summary>The peer's new public value, or null.</summary>
    public byte[]? PeerPublicValue { get; set; }

    /// <summary>Keys that are agreed, while we wait for the acknowledgement.</summary>
    public RekeyedMaterial? Material { get; set; }

    /// <summary>Whether the peer knows our values and we know its.</summary>
    public bool IsComplete => IsAcknowledged && NewOutboundSpi != 0;

    public void Dispose()
    {
        OurKey?.Dispose();
        Material?.Dispose();
    }
}
