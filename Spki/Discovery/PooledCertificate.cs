using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Names;
using HiperNet.Spki.Revocation;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Discovery;

/// <summary>
/// A certificate in a pool. Its signature is checked when a decision first needs it, and the answer is kept: a
/// flood of certificates that nobody needs costs no arithmetic.
/// </summary>
public sealed class PooledCertificate
{
    private SignatureFault? answer;

    internal PooledCertificate(Certificate certificate, Signature signature)
    {
        Certificate = certificate;
        Signature = signature;
        Target = RevocationTarget.Of(certificate);
    }

    /// <summary>The certificate.</summary>
    public Certificate Certificate { get; }

    /// <summary>The signature that came with it.</summary>
    public Signature Signature { get; internal set; }

    /// <summary>Whether the signature has been checked.</summary>
    internal bool IsChecked => answer is not null;

    /// <summary>Whether the signature is known not to be good.</summary>
    internal bool IsKnownBad => answer is not (null or SignatureFault.None);

    /// <summary>The certificate as revocation lists see it.</summary>
    internal RevocationTarget Target { get; }

    /// <summary>A name of one identifier in the subject, with its owner: the issuer, unless it says who.</summary>
    internal LocalName LocalNameOf(Name name, SexpAtom identifier) =>
        new(name.Owner?.Principal ?? Certificate.Issuer.Principal, identifier);

    /// <summary>Forgets the answer, for a new signature.</summary>
    internal void Replace(Signature signature)
    {
        Signature = signature;
        answer = null;
    }

    /// <summary>Checks the signature, or gives the answer of the last check.</summary>
    internal SignatureFault Check(PublicKey? key)
    {
        if (answer is { } known)
        {
            return known;
        }

        if (key is null)
        {
            return SignatureFault.UnknownKey;
        }

        // Signer and hash were compared when the certificate came into the pool.
        answer = Signature.Hash.Algorithm != key.SignatureHash ? SignatureFault.OtherHashAlgorithm
            : key.VerifyDigest(Signature.Hash.Value.Span, Signature.Value, out _) ? SignatureFault.None
            : SignatureFault.BadValue;
        return answer.Value;
    }

    /// <summary>Forgets whether the signature is good, to measure what checking it costs.</summary>
    internal void ForgetCheck() => answer = null;
}
