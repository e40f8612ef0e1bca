using System.Diagnostics.CodeAnalysis;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Keys;

/// <summary>
/// A private key with its public one. The secret lives in libcrypto's memory, which is cleared when the key is
/// disposed; it is never part of a text. Signing from many threads at once is allowed.
/// </summary>
public sealed class PrivateKey : IDisposable
{
    private readonly KeyHandle handle;

    internal PrivateKey(PublicKey publicKey, KeyHandle handle)
    {
        Public = publicKey;
        this.handle = handle;
    }

    /// <summary>The public part.</summary>
    public PublicKey Public { get; }

    /// <summary>The loaded secret, for the forms of key files.</summary>
    internal KeyHandle Handle => handle;

    /// <summary>Makes a new key from the system's random numbers.</summary>
    public static PrivateKey Generate(KeyAlgorithm algorithm) => PrivateKeyLoader.Generate(algorithm);

    /// <summary>Reads a private key, protected or not, and checks that its two parts belong together.</summary>
    /// <param name="node">The object.</param>
    /// <param name="passphrase">The octets of the passphrase; empty if there is none.</param>
    /// <param name="key">The key, if the result is true.</param>
    /// <param name="fault">What is wrong, if the result is false.</param>
    public static bool TryParse(
        SexpNode node, ReadOnlySpan<byte> passphrase, [NotNullWhen(true)] out PrivateKey? key, out KeyFault fault) =>
        ProtectedKeyForm.Is(node)
            ? ProtectedKeyForm.TryRead(node, passphrase, out key, out fault)
            : PrivateKeyForm.TryRead(node, out key, out fault);

    /// <summary>The <c>(private-key ...)</c> object. It is a secret in the open: for files with mode 0600.</summary>
    public SexpList ToSexp() => PrivateKeyForm.Write(this);

    /// <summary>The <c>(protected-private-key ...)</c> object, sealed under a passphrase.</summary>
    /// <param name="passphrase">The octets of the passphrase.</param>
    /// <param name="cost">What guessing costs; <see cref="ScryptCost.Default"/> if null.</param>
    /// <exception cref="ArgumentException">The passphrase is empty, or the cost is outside the limits.</exception>
    public SexpList ToProtectedSexp(ReadOnlySpan<byte> passphrase, ScryptCost? cost = null)
    {
        ScryptCost work = cost ?? ScryptCost.Default;
        if (passphrase.IsEmpty || work.Check() != KeyFault.None)
        {
            throw new ArgumentException(
                "The passphrase is empty, or the cost is outside the limits.", nameof(passphrase));
        }

        return ProtectedKeyForm.Write(this, passphrase, work);
    }

    /// <summary>Signs a digest made with the key's <see cref="PublicKey.SignatureHash"/>.</summary>
    /// <returns>The <c>(sig-val ...)</c> object, for ECDSA with a low s.</returns>
    /// <exception cref="ArgumentException">The digest has not the length of that hash.</exception>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public SexpList SignDigest(ReadOnlySpan<byte> digest)
    {
        if (digest.Length != Public.SignatureHash.DigestBytes())
        {
            throw new ArgumentException($"The digest must be {Public.SignatureHash.Name()}.", nameof(digest));
        }

        Span<byte> raw = stackalloc byte[SignatureForm.RawOctets(Public.Algorithm)];
        KeyOperations.Sign(Public.Algorithm, handle, digest, raw);
        return SignatureForm.Write(Public.Algorithm, raw);
    }

    /// <summary>
    /// Signs a message that is no S-expression: with SHA-256, SHA-384 on P-384, PKCS#1 v1.5 for RSA, pure for Ed25519.
    /// </summary>
    /// <returns>Plain octets: r and s, the number of RSA, or R and S, in full length.</returns>
    /// <exception cref="ArgumentException">
    /// The message is empty or begins with an opening parenthesis: it could be an object, which is signed otherwise.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public byte[] SignMessage(ReadOnlySpan<byte> message) => MessageSignature.IsAmbiguous(message)
        ? throw new ArgumentException("Such a message could be an S-expression.", nameof(message))
        : MessageSignature.Sign(Public.Algorithm, handle, message);

    /// <summary>Frees and clears the secret.</summary>
    public void Dispose() => handle.Dispose();

    /// <summary>The principal of the public part; nothing of the secret.</summary>
    public override string ToString() => Public.ToString();
}
