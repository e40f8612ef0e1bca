using System.Buffers.Binary;
using System.Security.Cryptography;

namespace HiperNet.HipStack.Esp;

/// <summary>
/// The IVs of one sending direction. An AEAD's is the sequence number, which never comes twice under a key (RFC 4106
/// section 3.1); that of CBC cannot be predicted (RFC 3602 section 3): random octets, fetched many at once.
/// </summary>
/// <param name="suite">The suite.</param>
internal sealed class IvSource(EspSuite suite)
{
    private const int IvsAtOnce = 32;

    private readonly byte[] random = suite.IsAead ? [] : new byte[suite.IvLength * IvsAtOnce];
    private int next = int.MaxValue;

    /// <summary>Writes the IV of the packet with a sequence number.</summary>
    public void Next(ulong sequence, Span<byte> iv)
    {
        if (suite.IsAead)
        {
            BinaryPrimitives.WriteUInt64BigEndian(iv, sequence);
            return;
        }

        if (iv.IsEmpty)
        {
            return;
        }

        if (next >= random.Length)
        {
            RandomNumberGenerator.Fill(random);
            next = 0;
        }

        Span<byte> chosen = random.AsSpan(next, iv.Length);
        chosen.CopyTo(iv);

        // An IV that is gone from memory cannot be read before it is seen.
        chosen.Clear();
        next += iv.Length;
    }
}
