using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;

namespace HiperNet.Spki.Reduction;

/// <summary>Counts the signatures that a decision is the first to check.</summary>
internal sealed class SignatureBudget(int most)
{
    private int left = most;

    public bool IsSpent => left < 0;

    public SignatureFault Check(PooledCertificate certificate, CertificatePool pool)
    {
        if (!certificate.IsChecked && --left < 0)
        {
            return SignatureFault.UnknownKey;
        }

        return certificate.Check(pool.FindKey(certificate.Certificate.Issuer.Principal));
    }
}
