using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace HiperNet.HipStack.Esp;

/// <summary>
/// Hashes short keys with SipHash-1-3 under a key of this process, because who can predict where a table puts an
/// address can make every look-up slow.
/// </summary>
internal sealed class SeededHash
{
    private const int Rotation1 = 13;
    private const int Rotation2 = 16;
    private const int Rotation3 = 17;
    private const int Rotation4 = 21;
    private const int Half = 32;
    private const int FinalRounds = 3;

    private readonly ulong key0;
    private readonly ulong key1;

    private SeededHash(ulong key0, ulong key1)
    {
        this.key0 = key0;
        this.key1 = key1;
    }

    /// <summary>The hash of this process.</summary>
    public static SeededHash Process { get; } = Create();

    /// <summary>Makes a hash with a random key.</summary>
    public static SeededHash Create()
    {
        Span<byte> seed = stackalloc byte[16];
        RandomNumberGenerator.Fill(seed);
        return new SeededHash(
            BinaryPrimitives.ReadUInt64LittleEndian(seed), BinaryPrimitives.ReadUInt64LittleEndian(seed[8..]));
    }

    /// <summary>Hashes one number.</summary>
    public ulong Of(ulong value) => Of(value, 0, 0, 0);

    /// <summary>Hashes two numbers of 128 bits.</summary>
    public ulong Of(UInt128 first, UInt128 second) =>
        Of((ulong)(first >> 64), (ulong)first, (ulong)(second >> 64), (ulong)second);

    private ulong Of(ulong a, ulong b, ulong c, ulong d)
    {
        ulong v0 = key0 ^ 0x736f6d6570736575;
        ulong v1 = key1 ^ 0x646f72616e646f6d;
        ulong v2 = key0 ^ 0x6c7967656e657261;
        ulong v3 = key1 ^ 0x7465646279746573;
        Absorb(ref v0, ref v1, ref v2, ref v3, a);
        Absorb(ref v0, ref v1, ref v2, ref v3, b);
        Absorb(ref v0, ref v1, ref v2, ref v3, c);
        Absorb(ref v0, ref v1, ref v2, ref v3, d);
        Absorb(ref v0, ref v1, ref v2, ref v3, 32UL << 56);
        v2 ^= 0xFF;
        for (int i = 0; i < FinalRounds; i++)
        {
            Round(ref v0, ref v1, ref v2, ref v3);
        }

        return v0 ^ v1 ^ v2 ^ v3;
    }

    private static void Absorb(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3, ulong word)
    {
        v3 ^= word;
        Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= word;
    }

    private static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v1 = BitOperations.RotateLeft(v1, Rotation1) ^ v0;
        v0 = BitOperations.RotateLeft(v0, Half);
        v2 += v3;
        v3 = BitOperations.RotateLeft(v3, Rotation2) ^ v2;
        v0 += v3;
        v3 = BitOperations.RotateLeft(v3, Rotation4) ^ v0;
        v2 += v1;
        v1 = BitOperations.RotateLeft(v1, Rotation3) ^ v2;
        v2 = BitOperations.RotateLeft(v2, Half);
    }
}
