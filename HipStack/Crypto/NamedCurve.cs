using System.Security.Cryptography;

namespace HiperNet.HipStack.Crypto;

/// <summary>A NIST curve: its names here and there, and whether a point is on it. Any thread may use it.</summary>
internal sealed class NamedCurve
{
    private const byte Uncompressed = 4;
    private const int MaxPointBytes = 1 + (2 * 66);

    private readonly GroupHandle group;
    private readonly ECCurve curve;

    private NamedCurve(int libCryptoNumber, ECCurve curve, int fieldBytes)
    {
        group = Native.Required(LibCrypto.EC_GROUP_new_by_curve_name(libCryptoNumber));
        this.curve = curve;
        FieldBytes = fieldBytes;
    }

    /// <summary>NIST P-256.</summary>
    public static NamedCurve P256 { get; } = new(LibCrypto.P256, ECCurve.NamedCurves.nistP256, 32);

    /// <summary>NIST P-384.</summary>
    public static NamedCurve P384 { get; } = new(LibCrypto.P384, ECCurve.NamedCurves.nistP384, 48);

    /// <summary>NIST P-521.</summary>
    public static NamedCurve P521 { get; } = new(LibCrypto.P521, ECCurve.NamedCurves.nistP521, 66);

    /// <summary>The length of a coordinate, in octets.</summary>
    public int FieldBytes { get; }

    /// <summary>The name that the framework knows.</summary>
    public ECCurve Curve => curve;

    /// <summary>
    /// Whether 04 | x | y is a point of the curve, other than the one at infinity. As the cofactor is 1, such a
    /// point is a good public key.
    /// </summary>
    public bool Contains(ReadOnlySpan<byte> point)
    {
        if (point.Length != 1 + (2 * FieldBytes) || point[0] != Uncompressed)
        {
            return false;
        }

        using PointHandle parsed = Native.Required(LibCrypto.EC_POINT_new(group));
        return Native.Answer(LibCrypto.EC_POINT_oct2point(group, parsed, point, (nuint)point.Length, 0) == 1);
    }

    /// <summary>The same for x | y.</summary>
    public bool ContainsBare(ReadOnlySpan<byte> coordinates)
    {
        Span<byte> point = stackalloc byte[MaxPointBytes];
        if (coordinates.Length != 2 * FieldBytes)
        {
            return false;
        }

        point[0] = Uncompressed;
        coordinates.CopyTo(point[1..]);
        return Contains(point[..(1 + coordinates.Length)]);
    }

    /// <summary>The public key x | y, which the caller has found to be on the curve.</summary>
    public ECParameters PublicKey(ReadOnlySpan<byte> coordinates) => new()
    {
        Curve = curve,
        Q = new ECPoint
        {
            X = coordinates[..FieldBytes].ToArray(),
            Y = coordinates[FieldBytes..].ToArray(),
        },
    };
}
