using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Keys;

/// <summary>
/// A public key that has been checked and loaded. It can be used by many threads at once, and frees what libcrypto
/// holds for it by itself when nobody refers to it any more.
/// </summary>
public sealed class PublicKey : IEquatable<PublicKey>
{
    // Keys that only lend their curves to others.
    private static readonly Lazy<KeyHandle> CurveP256 = new(() => PrivateKeyLoader.CurveKey(KeyAlgorithm.P256));
    private static readonly Lazy<KeyHandle> CurveP384 = new(() => PrivateKeyLoader.CurveKey(KeyAlgorithm.P384));

    private readonly KeyHandle handle;

    private PublicKey(KeyAlgorithm algorithm, ReadOnlyMemory<byte> material, SexpList sexp, KeyHandle handle)
    {
        Algorithm = algorithm;
        Material = material;
        Sexp = sexp;
        this.handle = handle;
        Span<byte> digest = stackalloc byte[Principal.Bytes];
        SHA256.HashData(sexp.Canonical.Span, digest);
        Principal = Principal.Of(digest);
    }

    /// <summary>The kind of key.</summary>
    public KeyAlgorithm Algorithm { get; }

    /// <summary>The <c>(public-key ...)</c> object, in its one spelling.</summary>
    public SexpList Sexp { get; }

    /// <summary>The key's name: the SHA-256 of the canonical form of <see cref="Sexp"/>.</summary>
    public Principal Principal { get; }

    /// <summary>The hash that this key's signatures are made over.</summary>
    public SpkiHashAlgorithm SignatureHash => Algorithm.SignatureHash();

    /// <summary>
    /// NIST curves: 04, X and Y. Ed25519: the 32 octets. RSA: the modulus, unsigned, without a zero octet.
    /// </summary>
    public ReadOnlyMemory<byte> Material { get; }

    /// <summary>RSA: the exponent 01 00 01. Others: empty.</summary>
    public ReadOnlyMemory<byte> Exponent => Algorithm.IsRsa() ? KeySpelling.Exponent.ToArray() : default;

    /// <summary>Reads a <c>(public-key ...)</c> object in its one spelling; every deviation is a fault.</summary>
    /// <param name="node">The object, from anywhere.</param>
    /// <param name="key">The key, if the result is true. It keeps no part of <paramref name="node"/>.</param>
    /// <param name="fault">What is wrong, if the result is false.</param>
    public static bool TryParse(SexpNode node, [NotNullWhen(true)] out PublicKey? key, out KeyFault fault)
    {
        key = null;
        fault = PublicKeyReader.Read(node, out KeyAlgorithm algorithm, out ReadOnlyMemory<byte> material);
        if (fault != KeyFault.None)
        {
            return false;
        }

        byte[] copy = material.ToArray();
        SexpList spelling = KeySpelling.PublicKey(algorithm, copy);
        if (!spelling.Equals(node))
        {
            // The reader has named every other spelling already; this line keeps the promise if it ever forgets one.
            fault = KeyFault.KeyShape;
            return false;
        }

        return TryLoad(algorithm, copy, spelling, out key, out fault);
    }

    /// <summary>Verifies a signature value over a digest made with <see cref="SignatureHash"/>.</summary>
    /// <param name="digest">The digest of the canonical bytes of what was signed, as they were received.</param>
    /// <param name="sigVal">
    /// The <c>(sig-val ...)</c> object; its shape and ranges are checked before any arithmetic.
    /// </param>
    /// <param name="fault">What is wrong, if the result is false.</param>
    public bool VerifyDigest(ReadOnlySpan<byte> digest, SexpNode sigVal, out KeyFault fault)
    {
        if (digest.Length != SignatureHash.DigestBytes())
        {
            fault = KeyFault.HashLength;
            return false;
        }

        Span<byte> raw = stackalloc byte[SignatureForm.RawOctets(Algorithm)];
        fault = SignatureForm.TryRead(sigVal, Algorithm, raw);
        if (fault == KeyFault.None && !KeyOperations.Verify(Algorithm, handle, digest, raw))
        {
            fault = KeyFault.BadSignature;
        }

        return fault == KeyFault.None;
    }

    /// <summary>
    /// Verifies a signature of <see cref="PrivateKey.SignMessage"/>, or of others in that form, where s may be high.
    /// </summary>
    /// <returns>Whether it is good; never for a message that could be an S-expression.</returns>
    public bool VerifyMessage(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        MessageSignature.Verify(Algorithm, handle, message, signature);

    /// <inheritdoc/>
    public bool Equals(PublicKey? other) => other is not null && Principal == other.Principal;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PublicKey);

    /// <inheritdoc/>
    public override int GetHashCode() => Principal.GetHashCode();

    /// <summary>The principal in lower-case hexadecimal.</summary>
    public override string ToString() => Principal.ToString();

    /// <summary>The X.509 SubjectPublicKeyInfo (RFC 5280 section 4.1), in DER.</summary>
    public byte[] ToSubjectPublicKeyInfo() => SubjectPublicKeyInfo.Write(Algorithm, Material.Span);

    /// <summary>A key of material from elsewhere (a private key, an import), with the same checks.</summary>
    internal static bool TryCreate(
        KeyAlgorithm algorithm,
        ReadOnlySpan<byte> material,
        [NotNullWhen(true)] out PublicKey? key,
        out KeyFault fault) =>
        TryParse(KeySpelling.PublicKey(algorithm, material.ToArray()), out key, out fault);

    private static bool TryLoad(
        KeyAlgorithm algorithm,
        byte[] material,
        SexpList sexp,
        [NotNullWhen(true)] out PublicKey? key,
        out KeyFault fault)
    {
        KeyHandle? loaded = algorithm switch
        {
            KeyAlgorithm.Ed25519 => Evp.LoadEd25519(material),
            KeyAlgorithm.P256 => Evp.LoadPoint(CurveP256.Value, material),
            KeyAlgorithm.P384 => Evp.LoadPoint(CurveP384.Value, material),
            _ => Evp.LoadPublic(SubjectPublicKeyInfo.Write(algorithm, material)),
        };
        key = loaded is null ? null : new PublicKey(algorithm, material, sexp, loaded);
        fault = loaded is not null ? KeyFault.None
            : algorithm.IsEcdsa() ? KeyFault.PointNotOnCurve : KeyFault.KeyShape;
        return key is not null;
    }
}
