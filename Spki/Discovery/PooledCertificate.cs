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
    /// <summary>The most signatures kept while the key that tells the good one is not known.</summary>
    internal const int MaxCandidates = 8;

    private readonly List<Signature> candidates = [];
    private SignatureFault? answer;

    internal PooledCertificate(Certificate certificate, Signature signature)
    {
        Certificate = certificate;
        Signature = signature;
        Target = RevocationTarget.Of(certificate);
    }

    /// <summary>The certificate.</summary>
    public Certificate Certificate { get; }

    /// <summary>The signature that came with it; the good one, once it is known which that is.</summary>
    public Signature Signature { get; private set; }

    /// <summary>Whether the signature has been checked.</summary>
    internal bool IsChecked => answer is not null;

    /// <summary>Whether the signature is known not to be good.</summary>
    internal bool IsKnownBad => answer is not (null or SignatureFault.None);

    /// <summary>The last walk over the pool that took the certificate in; see <see cref="LiveGraph"/>.</summary>
    internal int Mark { get; set; }

    /// <summary>The certificate as revocation lists see it.</summary>
    internal RevocationTarget Target { get; }

    /// <summary>A name of one identifier in the subject, with its owner: the issuer, unless it says who.</summary>
    internal LocalName LocalNameOf(Name name, SexpAtom identifier) =>
        new(name.Owner?.Principal ?? Certificate.Issuer.Principal, identifier);

    /// <summary>
    /// Takes another signature. A bad one must not keep the good one out, nor the good one be thrown away for a
    /// bad one; while nobody can tell, for want of the key, the first few are kept.
    /// </summary>
    /// <returns>Whether that may change an answer.</returns>
    internal bool AddSignature(Signature signature, PublicKey? key)
    {
        if (Check(key) == SignatureFault.None)
        {
            return false;
        }

        if (key is not null)
        {
            Signature = signature;
            answer = null;
        }
        else if (candidates.Count < MaxCandidates - 1 && !candidates.Exists(known => known.Node.Equals(signature.Node)))
        {
            candidates.Add(signature);
        }

        return key is not null;
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

        answer = Check(Signature, key);
        for (int i = 0; answer != SignatureFault.None && i < candidates.Count; i++)
        {
            Signature = candidates[i];
            answer = Check(Signature, key);
        }

        candidates.Clear();
        return answer.Value;
    }

    /// <summary>Only the arithmetic: signer and hash were compared when the certificate came into the pool.</summary>
    private static SignatureFault Check(Signature signature, PublicKey key) =>
        signature.Hash.Algorithm != key.SignatureHash ? SignatureFault.OtherHashAlgorithm
        : key.VerifyDigest(signature.Hash.Value.Span, signature.Value, out _) ? SignatureFault.None
        : SignatureFault.BadValue;
}
