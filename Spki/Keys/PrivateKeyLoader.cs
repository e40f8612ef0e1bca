using System.Security.Cryptography;

namespace HiperNet.Spki.Keys;

/// <summary>Makes private keys, and loads them from their numbers with the check that both parts belong together.</summary>
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

    /// <summary>The key that a framework object holds.</summary>
    public static PrivateKey FromEcdsa(KeyAlgorithm algorithm, ECDsa ecdsa)
    {
        ECParameters parameters = ecdsa.ExportParameters(includePrivateParameters: false);
        byte[] point = [0x04, .. parameters.Q.X!, .. parameters.Q.Y!];
        return Join(algorithm, point, Load(ecdsa)) ?? throw new CryptographicException("The EC key is not usable.");
    }

    /// <summary>The key that a framework object holds.</summary>
    public static PrivateKey FromRsa(KeyAlgorithm algorithm, RSA rsa)
    {
        RSAParameters parameters = rsa.ExportParameters(includePrivateParameters: false);
        return Join(algorithm, parameters.Modulus!, Load(rsa))
            ?? throw new CryptographicException("The RSA key is not usable.");
    }

    /// <summary>The curve for the framework.</summary>
    public static ECCurve Curve(KeyAlgorithm algorithm) =>
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
