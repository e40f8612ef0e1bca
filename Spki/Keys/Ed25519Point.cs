using System.Buffers.Binary;
using System.Numerics;

namespace HiperNet.Spki.Keys;

/// <summary>
/// Checks encoded Ed25519 points before libcrypto sees them, for it accepts points of small order and does not
/// look at a key until it verifies with it (RFC 8032 section 5.1.3). Public values only: times may differ.
/// </summary>
internal static class Ed25519Point
{
    /// <summary>The length of an encoded point, in bytes.</summary>
    public const int Octets = 32;

    private static readonly BigInteger Prime = BigInteger.Pow(2, 255) - 19;

    // d = -121665 / 121666 modulo the prime.
    private static readonly BigInteger D =
        Prime - (121665 * BigInteger.ModPow(121666, Prime - 2, Prime) % Prime);

    /// <summary>The prime 2^255 - 19, little-endian as points are.</summary>
    private static ReadOnlySpan<byte> PrimeOctets =>
    [
        0xED, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F,
    ];

    /// <summary>The y of one pair of points of order eight; the other pair has its negative.</summary>
    private static ReadOnlySpan<byte> OrderEight =>
    [
        0x26, 0xE8, 0x95, 0x8F, 0xC2, 0xB2, 0x27, 0xB0, 0x45, 0xC3, 0xF4, 0x89, 0xF2, 0xEF, 0x98, 0xF0,
        0xD5, 0xDF, 0xAC, 0x05, 0xD3, 0xC6, 0x33, 0x39, 0xB1, 0x38, 0x02, 0x88, 0x6D, 0x53, 0xFC, 0x05,
    ];

    private static ReadOnlySpan<byte> OrderEightNegative =>
    [
        0xC7, 0x17, 0x6A, 0x70, 0x3D, 0x4D, 0xD8, 0x4F, 0xBA, 0x3C, 0x0B, 0x76, 0x0D, 0x10, 0x67, 0x0F,
        0x2A, 0x20, 0x53, 0xFA, 0x2C, 0x39, 0xCC, 0xC6, 0x4E, 0xC7, 0xFD, 0x77, 0x92, 0xAC, 0x03, 0x7A,
    ];

    /// <summary>Canonical, not of small order, and on the curve: what a public key must be.</summary>
    public static KeyFault Check(ReadOnlySpan<byte> point)
    {
        KeyFault fault = CheckEncoding(point);
        return fault == KeyFault.None && !IsOnCurve(point) ? KeyFault.PointNotOnCurve : fault;
    }

    /// <summary>Canonical and not of small order: the cheap part, enough for the R of a signature.</summary>
    public static KeyFault CheckEncoding(ReadOnlySpan<byte> point)
    {
        // The sign bit of x does not matter here: both points with such a y have a small order.
        Span<byte> y = stackalloc byte[Octets];
        point.CopyTo(y);
        y[^1] &= 0x7F;
        if (CompareLittleEndian(y, PrimeOctets) >= 0)
        {
            return KeyFault.NonCanonicalPoint;
        }

        bool zeroOrOne = y[0] <= 1 && y[1..].IndexOfAnyExcept((byte)0) < 0;
        bool minusOne = y[0] == 0xEC && y[1..].SequenceEqual(PrimeOctets[1..]);
        return zeroOrOne || minusOne || y.SequenceEqual(OrderEight) || y.SequenceEqual(OrderEightNegative)
            ? KeyFault.LowOrderPoint
            : KeyFault.None;
    }

    /// <summary>Compares two numbers written little-endian with equal lengths.</summary>
    public static int CompareLittleEndian(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        for (int at = left.Length - 8; at >= 0; at -= 8)
        {
            int order = BinaryPrimitives.ReadUInt64LittleEndian(left[at..])
                .CompareTo(BinaryPrimitives.ReadUInt64LittleEndian(right[at..]));
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    /// <summary>Whether x² = (y² - 1) / (d y² + 1) has a solution, by Euler's criterion.</summary>
    private static bool IsOnCurve(ReadOnlySpan<byte> point)
    {
        Span<byte> octets = stackalloc byte[Octets];
        point.CopyTo(octets);
        octets[^1] &= 0x7F;
        BigInteger y = new(octets, isUnsigned: true);
        BigInteger square = y * y % Prime;

        // A quotient is a square exactly if the product is; d y² + 1 is never zero.
        BigInteger product = (square - 1) * ((D * square) + 1) % Prime;
        product = product.Sign < 0 ? product + Prime : product;
        return BigInteger.ModPow(product, (Prime - 1) / 2, Prime).IsOne;
    }
}
