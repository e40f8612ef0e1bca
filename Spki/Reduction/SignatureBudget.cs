using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Keys;

namespace HiperNet.Spki.Reduction;

/// <summary>Counts the signatures that a decision is the first to check.</summary>
internal sealed class SignatureBudget(int most)
{
    private int left = most;

    public bool IsSpent => left < 0;

    public SignatureFault Check(PooledCertificate certificate, CertificatePool pool)
    {
        PublicKey? key = pool.FindKey(certificate.Certificate.Issuer.Principal);
        return key is null || (!certificate.IsChecked && --left < 0)
            ? SignatureFault.UnknownKey
            : certificate.Check(key);
    }

    /// <summary>What is known without arithmetic. A signature that was never checked is taken for good.</summary>
    public static SignatureFault Recall(PooledCertificate certificate, CertificatePool pool)
    {
        PublicKey? key = certificate.IsChecked ? null : pool.FindKey(certificate.Certificate.Issuer.Principal);
        return key is null ? certificate.Check(key) : SignatureFault.None;
    }
}
