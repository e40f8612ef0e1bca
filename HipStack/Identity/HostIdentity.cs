using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace HiperNet.HipStack.Identity;

/// <summary>
/// A public key as HIP sends it: the Algorithm and Host Identity fields of a HOST_ID parameter.
/// <code>
/// RSA    e length (1 octet, or 0 and 2 octets above 255) | e | n          RFC 3110 section 2
/// ECDSA  curve (2 octets) | 04 | X | Y                                    RFC 7401 section 5.2.9
/// EdDSA  curve (2 octets) | 00 00 | key (32 octets)                       RFC 9374 section 3.4.1.1
/// </code>
/// There is one encoding a key: two that differ in their octets would have two HITs. Whether a point lies on its
/// curve is not looked at here; whoever verifies a signature with the key finds out.
/// </summary>
public sealed class HostIdentity : IEquatable<HostIdentity>
{
    /// <summary>The shortest RSA modulus, in bits: 112 bits of strength, as RFC 7401 section 5.2.9 asks.</summary>
    public const int MinModulusBits = 2048;

    /// <summary>The longest RSA modulus, in bits: a longer one makes every verification dear.</summary>
    public const int MaxModulusBits = 8192;

    /// <summary>The longest RSA exponent, in octets, for the same reason.</summary>
    public const int MaxExponentBytes = 4;

    private const ushort Ed25519Curve = 1;
    private const int Ed25519KeyBytes = 32;
    private const int CurveBytes = 2;
    private const byte UncompressedPoint = 0x04;

    private HostIdentity(HostIdentityAlgorithm algorithm, ReadOnlyMemory<byte> encoding)
    {
        Algorithm = algorithm;
        Encoding = encoding;
    }

    /// <summary>What kind of key this is.</summary>
    public HostIdentityAlgorithm Algorithm { get; }

    /// <summary>
    /// The Host Identity field, exactly as it stands in a HOST_ID parameter and enters the HIT's hash.
    /// </summary>
    public ReadOnlyMemory<byte> Encoding { get; }

    /// <summary>The suite of this identity's HIT.</summary>
    public HitSuite Suite => Algorithm switch
    {
        HostIdentityAlgorithm.Rsa => HitSuite.RsaSha256,
        HostIdentityAlgorithm.Ecdsa => HitSuite.EcdsaSha384,
        _ => HitSuite.EdDsaCShake128,
    };

    /// <summary>An RSA identity.</summary>
    /// <param name="modulus">n, unsigned and big-endian; leading zeros are dropped.</param>
    /// <param name="exponent">e, likewise.</param>
    /// <exception cref="ArgumentException">A number is outside the limits above, or even.</exception>
    public static HostIdentity FromRsa(ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent)
    {
        ReadOnlySpan<byte> n = modulus.TrimStart((byte)0);
        ReadOnlySpan<byte> e = exponent.TrimStart((byte)0);
        if (e.Length > MaxExponentBytes)
        {
            throw new ArgumentException("The RSA exponent is too long.", nameof(exponent));
        }

        return Require(HostIdentityAlgorithm.Rsa, [(byte)e.Length, .. e, .. n]);
    }

    /// <summary>An ECDSA identity.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="point">04 | X | Y, 65 octets for P-256 and 97 for P-384.</param>
    /// <exception cref="ArgumentException">The point has another form or length.</exception>
    public static HostIdentity FromEcdsa(EcdsaCurve curve, ReadOnlySpan<byte> point) =>
        Require(HostIdentityAlgorithm.Ecdsa, [0, (byte)curve, .. point]);

    /// <summary>An Ed25519 identity.</summary>
    /// <param name="key">The public key, 32 octets.</param>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    public static HostIdentity FromEd25519(ReadOnlySpan<byte> key) =>
        Require(HostIdentityAlgorithm.EdDsa, [0, (byte)Ed25519Curve, 0, 0, .. key]);

    /// <summary>Reads the Algorithm and Host Identity fields of a HOST_ID parameter.</summary>
    /// <param name="algorithm">The Algorithm field.</param>
    /// <param name="encoding">The Host Identity field; the octets are copied.</param>
    /// <param name="identity">The identity, if the result is true.</param>
    /// <param name="fault">What is wrong, if the result is false.</param>
    public static bool TryParse(
        ushort algorithm,
        ReadOnlySpan<byte> encoding,
        [NotNullWhen(true)] out HostIdentity? identity,
        out HostIdentityFault fault)
    {
        fault = (HostIdentityAlgorithm)algorithm switch
        {
            HostIdentityAlgorithm.Rsa => CheckRsa(encoding),
            HostIdentityAlgorithm.Ecdsa => CheckEcdsa(encoding),
            HostIdentityAlgorithm.EdDsa => CheckEdDsa(encoding),
            _ => HostIdentityFault.UnknownAlgorithm,
        };
        identity = fault == HostIdentityFault.None
            ? new HostIdentity((HostIdentityAlgorithm)algorithm, encoding.ToArray())
            : null;
        return identity is not null;
    }

    /// <inheritdoc/>
    public bool Equals(HostIdentity? other) =>
        other is not null && Algorithm == other.Algorithm && Encoding.Span.SequenceEqual(other.Encoding.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as HostIdentity);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(Algorithm);
        hash.AddBytes(Encoding.Span);
        return hash.ToHashCode();
    }

    private static HostIdentity Require(HostIdentityAlgorithm algorithm, byte[] encoding) =>
        TryParse((ushort)algorithm, encoding, out HostIdentity? identity, out HostIdentityFault fault)
            ? identity
            : throw new ArgumentException($"The octets are no {algorithm} identity: {fault}.", nameof(encoding));

    /// <summary>RFC 3110 section 2; no leading zeros in either number.</summary>
    private static HostIdentityFault CheckRsa(ReadOnlySpan<byte> encoding)
    {
        if (encoding.Length < 1)
        {
            return HostIdentityFault.WrongLength;
        }

        // A zero announces a two-octet length, which only exponents beyond the limit need.
        int exponentBytes = encoding[0];
        if (exponentBytes is 0 or > MaxExponentBytes)
        {
            return HostIdentityFault.OutsideLimits;
        }

        if (encoding.Length < 1 + exponentBytes + (MinModulusBits / 8))
        {
            return HostIdentityFault.WrongLength;
        }

        ReadOnlySpan<byte> exponent = encoding.Slice(1, exponentBytes);
        ReadOnlySpan<byte> modulus = encoding[(1 + exponentBytes)..];
        if (exponent[0] == 0 || modulus[0] == 0)
        {
            return HostIdentityFault.Malformed;
        }

        int modulusBits = ((modulus.Length - 1) * 8) + BitOperations.Log2(modulus[0]) + 1;
        bool isEven = (exponent[^1] & modulus[^1] & 1) == 0;
        bool isOne = exponent is [1];
        return modulusBits is < MinModulusBits or > MaxModulusBits || isEven || isOne
            ? HostIdentityFault.OutsideLimits
            : HostIdentityFault.None;
    }

    /// <summary>RFC 7401 section 5.2.9, the point uncompressed as RFC 6090 section 4 has it.</summary>
    private static HostIdentityFault CheckEcdsa(ReadOnlySpan<byte> encoding)
    {
        if (encoding.Length < CurveBytes)
        {
            return HostIdentityFault.WrongLength;
        }

        int fieldBytes = (EcdsaCurve)BinaryPrimitives.ReadUInt16BigEndian(encoding) switch
        {
            EcdsaCurve.P256 => 32,
            EcdsaCurve.P384 => 48,
            _ => 0,
        };
        if (fieldBytes == 0)
        {
            return HostIdentityFault.UnknownCurve;
        }

        if (encoding.Length != CurveBytes + 1 + (2 * fieldBytes))
        {
            return HostIdentityFault.WrongLength;
        }

        return encoding[CurveBytes] == UncompressedPoint ? HostIdentityFault.None : HostIdentityFault.Malformed;
    }

    /// <summary>RFC 9374 section 3.4.1.1: two octets of zero stand between the curve and the key.</summary>
    private static HostIdentityFault CheckEdDsa(ReadOnlySpan<byte> encoding)
    {
        if (encoding.Length < CurveBytes)
        {
            return HostIdentityFault.WrongLength;
        }

        if (BinaryPrimitives.ReadUInt16BigEndian(encoding) != Ed25519Curve)
        {
            return HostIdentityFault.UnknownCurve;
        }

        if (encoding.Length != (2 * CurveBytes) + Ed25519KeyBytes)
        {
            return HostIdentityFault.WrongLength;
        }

        return encoding[CurveBytes] == 0 && encoding[CurveBytes + 1] == 0
            ? HostIdentityFault.None
            : HostIdentityFault.Malformed;
    }
}
