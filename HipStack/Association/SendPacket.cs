namespace HiperNet.HipStack.Association;

/// <summary>Send a HIP packet; its checksum is that of the path.</summary>
public sealed class SendPacket : Effect
{
    internal SendPacket(Path path, byte[] octets)
    {
        Path = path;
        Octets = octets;
    }

    /// <summary>Which way.</summary>
    public Path Path { get; }

    /// <summary>The packet, from the HIP header on. The zero SPI of UDP encapsulation is not part of it.</summary>
    public ReadOnlyMemory<byte> Octets { get; }
}
