using System.Buffers.Binary;
using System.Security.Cryptography;
using HiperNet.HipStack.Identity;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Hipd.Policy;

/// <summary>The bridge between the two names of a key: a Host Identity as SPKI knows it.</summary>
internal static class SpkiKeys
{
    private const int CurveOctets = 2;
    private const int EdDsaHeader = 4;

    /// <summary>The SPKI key of a Host Identity; null if SPKI takes no key of its kind or size.</summary>
    public static PublicKey? Of(HostIdentity identity)
    {
        SexpNode? node = identity.Algorithm switch
        {
            HostIdentityAlgorithm.Ecdsa => Ecc(CurveName(identity), identity.Encoding[CurveOctets..]),
            HostIdentityAlgorithm.EdDsa => Ecc("Ed25519", identity.Encoding[EdDsaHeader..]),
            _ => null,
        };
        PublicKey? key;
        if (node is not null)
        {
            return PublicKey.TryParse(node, out key, out _) ? key : null;
        }

        try
        {
            return Pkcs8.TryImportPublic(RsaPem(identity), out key, out _) ? key : null;
        }
        catch (CryptographicException)
        {
            // A stranger's numbers need not be a key.
            return null;
        }
    }

    private static string CurveName(HostIdentity identity) =>
        (EcdsaCurve)BinaryPrimitives.ReadUInt16BigEndian(identity.Encoding.Span) == EcdsaCurve.P256
            ? "NIST P-256"
            : "NIST P-384";

    private static SexpList Ecc(string curve, ReadOnlyMemory<byte> point) => SexpList.Of(
        "public-key",
        SexpList.Of("ecc", SexpList.Of("curve", curve), SexpList.Of("q", new SexpAtom(point))));

    /// <summary>RFC 3110 section 2: the exponent's length, the exponent, the modulus.</summary>
    private static string RsaPem(HostIdentity identity)
    {
        ReadOnlySpan<byte> encoding = identity.Encoding.Span;
        int exponentLength = encoding[0];
        using RSA rsa = RSA.Create(new RSAParameters
        {
            Exponent = encoding.Slice(1, exponentLength).ToArray(),
            Modulus = encoding[(1 + exponentLength)..].ToArray(),
        });
        return rsa.ExportSubjectPublicKeyInfoPem();
    }
}
