using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Revocation;

namespace HiperNet.Spki.Discovery;

/// <summary>
/// A certificate in a pool. Its signature is checked when a decision first needs it, and the answer is kept: a
/// flood of certificates that nobody needs costs no arithmetic.
/// </summary>
public sealed class PooledCertificate
{
    /// <summary>The most signatures kept for one certificate while its issuer's key is not known.</summary>
    internal const int MaxWaiting = 4;

    private SignatureFault? answer;
    private Queue<Signature>? waiting;

    internal PooledCertificate(Certificate certificate, Signature signature)
    {
        Certificate = certificate;
        Signature = signature;
        Target = RevocationTarget.Of(certificate);
    }

    /// <summary>The certificate.</summary>
    public Certificate Certificate { get; }

    /// <summary>The signature that came with it.</summary>
    public Signature Signature { get; private set; }

    /// <summary>Whether the signature has been checked.</summary>
    internal bool IsChecked => answer is not null;

    /// <summary>Whether the signature is known not to be good.</summary>
    internal bool IsKnownBad => answer is not (null or SignatureFault.None);

    /// <summary>The certificate as revocation lists see it.</summary>
    internal RevocationTarget Target { get; }

    /// <summary>
    /// Takes in another signature over the same certificate. A bad one must not keep a good one out, nor a good one
    /// be thrown away for a bad one: while that cannot be told, both wait.
    /// </summary>
    internal void Offer(Signature signature, PublicKey? key)
    {
        SignatureFault fault = Check(key);
        if (fault == SignatureFault.UnknownKey)
        {
            waiting ??= new Queue<Signature>(MaxWaiting);
            if (waiting.Count < MaxWaiting)
            {
                waiting.Enqueue(signature);
            }
        }
        else if (fault != SignatureFault.None)
        {
            Signature = signature;
            answer = null;
        }
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

        SignatureFault fault = CheckOne(key);
        while (fault != SignatureFault.None && waiting is not null && waiting.TryDequeue(out Signature? next))
        {
            Signature = next;
            fault = CheckOne(key);
        }

        waiting = null;
        answer = fault;
        return fault;
    }

    /// <summary>Signer and hash were compared when the certificate came into the pool.</summary>
    private SignatureFault CheckOne(PublicKey key) =>
        Signature.Hash.Algorithm != key.SignatureHash ? SignatureFault.OtherHashAlgorithm
        : key.VerifyDigest(Signature.Hash.Value.Span, Signature.Value, out _) ? SignatureFault.None
        : SignatureFault.BadValue;
}
