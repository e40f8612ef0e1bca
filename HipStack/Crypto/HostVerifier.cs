using System.Diagnostics.CodeAnalysis;
using HiperNet.HipStack.Identity;

namespace HiperNet.HipStack.Crypto;

/// <summary>
/// A peer's public key, loaded once to verify many signatures. One thread at a time may use it.
/// </summary>
public sealed class HostVerifier : IDisposable
{
    private readonly IVerifier verifier;

    private HostVerifier(HostIdentity identity, IVerifier verifier)
    {
        Identity = identity;
        Hit = Hit.Of(identity);
        this.verifier = verifier;
    }

    /// <summary>Whose signatures are verified.</summary>
    public HostIdentity Identity { get; }

    /// <summary>The name of that key.</summary>
    public Hit Hit { get; }

    /// <summary>The SIG alg field of that key's signatures (RFC 7401 section 5.2.14).</summary>
    public ushort Algorithm => HostSignature.Algorithm(Identity);

    /// <summary>
    /// Loads a key; false if it is none: a point that is not on its curve, or numbers that libcrypto refuses.
    /// </summary>
    [SuppressMessage(
        "Reliability", "CA2000:Dispose objects before losing scope", Justification = "The result owns it.")]
    public static bool TryCreate(HostIdentity identity, [NotNullWhen(true)] out HostVerifier? verifier)
    {
        IVerifier? loaded = identity.Algorithm switch
        {
            HostIdentityAlgorithm.Rsa => RsaVerifier.Load(identity),
            HostIdentityAlgorithm.Ecdsa => EcdsaVerifier.Load(identity),
            HostIdentityAlgorithm.EdDsa => Ed25519Verifier.Load(identity),
            _ => null,
        };
        verifier = loaded is null ? null : new HostVerifier(identity, loaded);
        return verifier is not null;
    }

    /// <summary>Verifies a Signature field, without the SIG alg field before it; never an exception.</summary>
    /// <param name="data">What the signature covers.</param>
    /// <param name="signature">The octets of the Signature field; another length than the key's is refused.</param>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) => verifier.Verify(data, signature);

    /// <inheritdoc/>
    public void Dispose() => verifier.Dispose();
}
