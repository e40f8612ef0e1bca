using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Keys;

/// <summary>
/// The unprotected private key, in libgcrypt's form with one spelling.
/// <code>
/// (private-key (ecc (curve "NIST P-256") (q #04 X Y#) (d #as many octets as X#)))
/// (private-key (ecc (curve Ed25519) (q #32 octets#) (d #32 octets: the seed#)))
/// (private-key (rsa (n ..) (e ..) (d ..) (p ..) (q ..) (u ..)))     p below q, u the inverse of p modulo q
/// </code>
/// </summary>
internal static class PrivateKeyForm
{
    /// <summary>Writes the key. The result is a secret: clear it with <see cref="SecretNodes"/>.</summary>
    public static SexpList Write(PrivateKey key)
    {
        SexpList known = (SexpList)key.Public.Sexp[1];
        if (key.Public.Algorithm.IsRsa())
        {
            return WriteRsa(key, known);
        }

        SexpList secret = KeySpelling.PairOwned("d", Scalar(key));
        return SexpList.Of("private-key", SexpList.Of(known[0], known[1], known[2], secret));
    }

    /// <summary>Reads a key, and checks that both parts belong together.</summary>
    public static bool TryRead(SexpNode node, [NotNullWhen(true)] out PrivateKey? key, out KeyFault fault)
    {
        key = null;
        if (node is not SexpList list || !list.Head.SequenceEqual("private-key"u8))
        {
            fault = KeyFault.NotAPrivateKey;
            return false;
        }

        if (list.Count != 2 || list[1] is not SexpList { Count: >= 4 } body)
        {
            fault = KeyFault.PrivateKeyShape;
            return false;
        }

        SexpList known = SexpList.Of("public-key", SexpList.Of(body[0], body[1], body[2]));
        if (!PublicKey.TryParse(known, out PublicKey? publicKey, out fault))
        {
            return false;
        }

        fault = publicKey.Algorithm.IsRsa() ? ReadRsa(body, publicKey, out key)
            : ReadScalar(body, publicKey, out key);
        if (fault == KeyFault.None && !publicKey.Equals(key!.Public))
        {
            fault = KeyFault.PrivateKeyMismatch;
        }

        if (fault != KeyFault.None)
        {
            key?.Dispose();
            key = null;
        }

        return key is not null;
    }

    private static byte[] Scalar(PrivateKey key)
    {
        byte[] scalar = GC.AllocateArray<byte>(key.Public.Algorithm.FieldOctets(), pinned: true);
        if (key.Public.Algorithm == KeyAlgorithm.Ed25519)
        {
            nuint length = (nuint)scalar.Length;
            Evp.Require(LibCrypto.EVP_PKEY_get_raw_private_key(key.Handle, scalar, ref length) == 1);
            return scalar;
        }

        byte[] der = Evp.SavePrivate(key.Handle);
        try
        {
            using ECDsa ecdsa = ECDsa.Create();
            ecdsa.ImportECPrivateKey(der, out _);
            byte[] d = ecdsa.ExportParameters(includePrivateParameters: true).D!;
            d.CopyTo(scalar, scalar.Length - d.Length);
            CryptographicOperations.ZeroMemory(d);
            return scalar;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
        }
    }

    private static SexpList WriteRsa(PrivateKey key, SexpList known)
    {
        byte[] der = Evp.SavePrivate(key.Handle);
        RSAParameters numbers = default;
        byte[] inverse = [];
        try
        {
            using RSA rsa = RSA.Create();
            rsa.ImportRSAPrivateKey(der, out _);
            numbers = rsa.ExportParameters(includePrivateParameters: true);

            // PKCS#1 has the inverse of its second prime modulo its first; here p is the smaller one.
            bool firstIsLarger = numbers.P.AsSpan().SequenceCompareTo(numbers.Q) > 0;
            byte[] p = (firstIsLarger ? numbers.Q : numbers.P)!;
            byte[] q = (firstIsLarger ? numbers.P : numbers.Q)!;
            inverse = new byte[q.Length];
            Evp.Require(SecretArithmetic.TryInvert(p, q, inverse));
            return SexpList.Of("private-key", SexpList.Of(
                known[0],
                known[1],
                known[2],
                KeySpelling.Pair("d", KeySpelling.Signed(numbers.D)),
                KeySpelling.Pair("p", KeySpelling.Signed(p)),
                KeySpelling.Pair("q", KeySpelling.Signed(q)),
                KeySpelling.Pair("u", KeySpelling.Signed(inverse))));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
            CryptographicOperations.ZeroMemory(inverse);
            PrivateKeyLoader.Clear(numbers);
        }
    }

    private static KeyFault ReadScalar(SexpList body, PublicKey publicKey, out PrivateKey? key)
    {
        key = null;
        KeyAlgorithm algorithm = publicKey.Algorithm;
        if (body.Count != 4 || !KeySpelling.TryGet(body[3], "d"u8, out SexpAtom? scalar)
            || scalar.Octets.Length != algorithm.FieldOctets())
        {
            return KeyFault.PrivateKeyShape;
        }

        if (algorithm == KeyAlgorithm.Ed25519)
        {
            key = PrivateKeyLoader.FromSeed(scalar.Octets.Span);
            return key is null ? KeyFault.PrivateKeyMismatch : KeyFault.None;
        }

        ReadOnlySpan<byte> d = scalar.Octets.Span;
        if (d.IndexOfAnyExcept((byte)0) < 0 || d.SequenceCompareTo(EcdsaOrder.Of(algorithm)) >= 0)
        {
            return KeyFault.PrivateKeyShape;
        }

        key = PrivateKeyLoader.FromScalar(algorithm, d);
        return KeyFault.None;
    }

    private static KeyFault ReadRsa(SexpList body, PublicKey publicKey, out PrivateKey? key)
    {
        key = null;
        int modulus = publicKey.Algorithm.FieldOctets();
        RSAParameters numbers = new()
        {
            Modulus = publicKey.Material.ToArray(),
            Exponent = KeySpelling.Exponent.ToArray(),
        };
        try
        {
            if (body.Count != 7
                || !TryNumber(body[3], "d"u8, modulus, out numbers.D)
                || !TryNumber(body[4], "p"u8, modulus / 2, out numbers.Q)
                || !TryNumber(body[5], "q"u8, modulus / 2, out numbers.P)
                || !TryNumber(body[6], "u"u8, modulus / 2, out numbers.InverseQ)
                || numbers.Q.AsSpan().SequenceCompareTo(numbers.P) >= 0)
            {
                return KeyFault.PrivateKeyShape;
            }

            numbers.DP = new byte[modulus / 2];
            numbers.DQ = new byte[modulus / 2];
            if (!SecretArithmetic.TryReduce(numbers.D, numbers.P, numbers.DP)
                || !SecretArithmetic.TryReduce(numbers.D, numbers.Q, numbers.DQ))
            {
                return KeyFault.PrivateKeyShape;
            }

            key = PrivateKeyLoader.FromNumbers(publicKey.Algorithm, numbers);
            return key is null ? KeyFault.PrivateKeyMismatch : KeyFault.None;
        }
        finally
        {
            PrivateKeyLoader.Clear(numbers);
        }
    }

    /// <summary>Takes a minimal signed number that is not negative, in a fixed length.</summary>
    private static bool TryNumber(SexpNode node, ReadOnlySpan<byte> name, int octets, out byte[]? number)
    {
        number = null;
        if (!KeySpelling.TryGet(node, name, out SexpAtom? atom) || atom.Octets.Length == 0)
        {
            return false;
        }

        ReadOnlySpan<byte> written = atom.Octets.Span;
        bool minimal = written[0] < 0x80 && (written[0] != 0 || (written.Length > 1 && written[1] >= 0x80));
        ReadOnlySpan<byte> unsigned = written[0] == 0 ? written[1..] : written;
        if (!minimal || unsigned.Length > octets)
        {
            return false;
        }

        number = new byte[octets];
        unsigned.CopyTo(number.AsSpan(octets - unsigned.Length));
        return true;
    }
}
