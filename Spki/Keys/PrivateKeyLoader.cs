using System.Security.Cryptography;

namespace HiperNet.Spki.Keys;

/// <summary>
/// Makes private keys, and loads them from their numbers with the check that both parts belong together.
/// </summary>
internal static class PrivateKeyLoader
{
    /// <summary>Makes a new key.</summary>
    public static PrivateKey Generate(KeyAlgorithm algorithm)
    {
        if (algorithm == KeyAlgorithm.Ed25519)
        {
            Span<byte> seed = stackalloc byte[Ed25519Point.Octets];
            RandomNumberGenerator.Fill(seed);
            PrivateKey? key = FromSeed(seed);
            CryptographicOperations.ZeroMemory(seed);
            return key ?? throw new CryptographicException("libcrypto made no key of a fresh seed.");
        }

        if (algorithm.IsEcdsa())
        {
            using ECDsa ecdsa = ECDsa.Create(Curve(algorithm));
            return FromEcdsa(algorithm, ecdsa);
        }

        using RSA rsa = RSA.Create(8 * algorithm.FieldOctets());
        return FromRsa(algorithm, rsa);
    }

    /// <summary>An Ed25519 key from its seed; null if the point of the seed is not acceptable.</summary>
    public static PrivateKey? FromSeed(ReadOnlySpan<byte> seed)
    {
        KeyHandle handle = Evp.LoadEd25519Seed(seed) ?? throw new CryptographicException("libcrypto took no seed.");
        byte[] point = new byte[Ed25519Point.Octets];
        nuint length = (nuint)point.Length;
        Evp.Require(LibCrypto.EVP_PKEY_get_raw_public_key(handle, point, ref length) == 1);
        return Join(KeyAlgorithm.Ed25519, point, handle);
    }

    /// <summary>A key on a NIST curve from its scalar, which is in range.</summary>
    public static PrivateKey FromScalar(KeyAlgorithm algorithm, ReadOnlySpan<byte> scalar)
    {
        ECParameters parameters = new() { Curve = Curve(algorithm), D = scalar.ToArray() };
        try
        {
            using ECDsa ecdsa = ECDsa.Create(parameters);
            return FromEcdsa(algorithm, ecdsa);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(parameters.D);
        }
    }

    /// <summary>An RSA key from its numbers; null if they contradict each other.</summary>
    public static PrivateKey? FromNumbers(KeyAlgorithm algorithm, RSAParameters numbers)
    {
        try
        {
            using RSA rsa = RSA.Create(numbers);
            PrivateKey key = FromRsa(algorithm, rsa);
            if (Works(key))
            {
                return key;
            }

            key.Dispose();
            return null;
        }
        catch (CryptographicException)
        {
            // The framework's way to say that the primes, exponents and modulus do not belong together.
            return null;
        }
    }

    /// <summary>A key that libcrypto has loaded from elsewhere, whatever its kind.</summary>
    public static KeyFault FromHandle(KeyHandle loaded, out PrivateKey? key)
    {
        key = null;
        byte[] der = [];
        try
        {
            switch (LibCrypto.EVP_PKEY_get_base_id(loaded))
            {
                case LibCrypto.Ed25519:
                    der = new byte[Ed25519Point.Octets];
                    nuint length = (nuint)der.Length;
                    Evp.Require(LibCrypto.EVP_PKEY_get_raw_private_key(loaded, der, ref length) == 1);
                    key = FromSeed(der);
                    return key is null ? KeyFault.PrivateKeyMismatch : KeyFault.None;
                case LibCrypto.Ec:
                    der = Evp.SavePrivate(loaded);
                    return FromEcPrivateKey(der, out key);
                case LibCrypto.Rsa:
                    der = Evp.SavePrivate(loaded);
                    return FromRsaPrivateKey(der, out key);
                default:
                    return KeyFault.UnsupportedImport;
            }
        }
        catch (CryptographicException)
        {
            return KeyFault.PrivateKeyMismatch;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
        }
    }

    /// <summary>A key without a use of its own, for its curve.</summary>
    public static KeyHandle CurveKey(KeyAlgorithm algorithm)
    {
        using ECDsa ecdsa = ECDsa.Create(Curve(algorithm));
        return Evp.LoadPublic(ecdsa.ExportSubjectPublicKeyInfo())
            ?? throw new CryptographicException("libcrypto took no key of the framework.");
    }

    /// <summary>Zeroes the secret numbers.</summary>
    public static void Clear(RSAParameters numbers)
    {
        foreach (byte[]? secret in (ReadOnlySpan<byte[]?>)
            [numbers.D, numbers.P, numbers.Q, numbers.DP, numbers.DQ, numbers.InverseQ])
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private static KeyFault FromEcPrivateKey(byte[] der, out PrivateKey? key)
    {
        key = null;
        using ECDsa ecdsa = ECDsa.Create();
        ecdsa.ImportECPrivateKey(der, out _);
        string? curve = ecdsa.ExportParameters(includePrivateParameters: false).Curve.Oid?.Value;
        KeyAlgorithm? algorithm = curve switch
        {
            SubjectPublicKeyInfo.P256Oid => KeyAlgorithm.P256,
            SubjectPublicKeyInfo.P384Oid => KeyAlgorithm.P384,
            _ => null,
        };
        key = algorithm is { } known ? FromEcdsa(known, ecdsa) : null;
        return key is null ? KeyFault.UnknownCurve : Works(key) ? KeyFault.None : Reject(ref key);
    }

    private static KeyFault FromRsaPrivateKey(byte[] der, out PrivateKey? key)
    {
        key = null;
        using RSA rsa = RSA.Create();
        rsa.ImportRSAPrivateKey(der, out _);
        if (rsa.KeySize is not (2048 or 3072))
        {
            return KeyFault.ModulusLength;
        }

        RSAParameters numbers = rsa.ExportParameters(includePrivateParameters: false);
        if (!numbers.Exponent.AsSpan().SequenceEqual(KeySpelling.Exponent))
        {
            return KeyFault.WrongExponent;
        }

        key = FromRsa(rsa.KeySize == 2048 ? KeyAlgorithm.Rsa2048 : KeyAlgorithm.Rsa3072, rsa);
        return Works(key) ? KeyFault.None : Reject(ref key);
    }

    private static KeyFault Reject(ref PrivateKey? key)
    {
        key?.Dispose();
        key = null;
        return KeyFault.PrivateKeyMismatch;
    }

    /// <summary>Whether the public part verifies what the private part signs.</summary>
    private static bool Works(PrivateKey key)
    {
        Span<byte> digest = stackalloc byte[key.Public.SignatureHash.DigestBytes()];
        digest.Clear();
        return key.Public.VerifyDigest(digest, key.SignDigest(digest), out _);
    }

    private static PrivateKey FromEcdsa(KeyAlgorithm algorithm, ECDsa ecdsa)
    {
        ECParameters parameters = ecdsa.ExportParameters(includePrivateParameters: false);
        byte[] point = [0x04, .. parameters.Q.X!, .. parameters.Q.Y!];
        return Join(algorithm, point, Load(ecdsa)) ?? throw new CryptographicException("The EC key is not usable.");
    }

    private static PrivateKey FromRsa(KeyAlgorithm algorithm, RSA rsa)
    {
        RSAParameters parameters = rsa.ExportParameters(includePrivateParameters: false);
        return Join(algorithm, parameters.Modulus!, Load(rsa))
            ?? throw new CryptographicException("The RSA key is not usable.");
    }

    private static ECCurve Curve(KeyAlgorithm algorithm) =>
        algorithm == KeyAlgorithm.P384 ? ECCurve.NamedCurves.nistP384 : ECCurve.NamedCurves.nistP256;

    private static KeyHandle Load(AsymmetricAlgorithm key)
    {
        byte[] der = key.ExportPkcs8PrivateKey();
        try
        {
            return Evp.LoadPrivate(der) ?? throw new CryptographicException("libcrypto took no PKCS#8.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
        }
    }

    private static PrivateKey? Join(KeyAlgorithm algorithm, ReadOnlySpan<byte> material, KeyHandle handle)
    {
        if (PublicKey.TryCreate(algorithm, material, out PublicKey? key, out _))
        {
            return new PrivateKey(key, handle);
        }

        handle.Dispose();
        return null;
    }
}
