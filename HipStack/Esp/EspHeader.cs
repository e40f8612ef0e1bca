using System.Buffers.Binary;
using HiperNet.HipStack.Crypto;

namespace HiperNet.HipStack.Esp;

/// <summary>SPI and sequence number, as they are sent and as they are authenticated.</summary>
internal static class EspHeader
{
    private const int HalfBits = 32;
    private const int LowOffset = 8;

    /// <summary>
    /// Writes what the ICV covers before the IV: with extended numbers the high half too (RFC 4303 section 2.2.1,
    /// RFC 4106 section 5).
    /// </summary>
    /// <param name="spi">The SPI.</param>
    /// <param name="sequence">The whole sequence number.</param>
    /// <param name="extended">Whether the high half counts.</param>
    /// <param name="output">Room for <see cref="EspCipher.ExtendedHeaderLength"/> octets.</param>
    /// <returns>The part of <paramref name="output"/> that was written.</returns>
    public static ReadOnlySpan<byte> WriteAuthenticated(uint spi, ulong sequence, bool extended, Span<byte> output)
    {
        Write(spi, (uint)(extended ? sequence >> HalfBits : sequence), output);
        if (!extended)
        {
            return output[..EspCipher.HeaderLength];
        }

        BinaryPrimitives.WriteUInt32BigEndian(output[LowOffset..], (uint)sequence);
        return output[..EspCipher.ExtendedHeaderLength];
    }

    /// <summary>Writes the SPI and 32 bits of sequence number.</summary>
    public static void Write(uint spi, uint sequence, Span<byte> output)
    {
        BinaryPrimitives.WriteUInt32BigEndian(output, spi);
        BinaryPrimitives.WriteUInt32BigEndian(output[sizeof(uint)..], sequence);
    }
}
