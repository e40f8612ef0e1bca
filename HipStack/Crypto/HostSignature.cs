using HiperNet.HipStack.Identity;

namespace HiperNet.HipStack.Crypto;

/// <summary>Signatures of HIP_SIGNATURE and HIP_SIGNATURE_2 (RFC 7401 sections 5.2.14 and 6.4.2).</summary>
public static class HostSignature
{
    /// <summary>
    /// The SIG alg field, 16 bits: the number of the HI algorithm (RSA 5, ECDSA 7, EdDSA 13), as RFC 7401
    /// section 5.2.14 refers to section 5.2.9.
    /// </summary>
    public static ushort Algorithm(HostIdentity identity) => (ushort)identity.Algorithm;

    /// <summary>
    /// Verifies one signature; for several of one peer, keep a <see cref="HostVerifier"/>. False for a key that
    /// is none; never an exception.
    /// </summary>
    /// <param name="identity">The signer.</param>
    /// <param name="data">What the signature covers.</param>
    /// <param name="signature">The Signature field, without the SIG alg field before it.</param>
    public static bool Verify(HostIdentity identity, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        HostVerifier? verifier = null;
        try
        {
            return HostVerifier.TryCreate(identity, out verifier) && verifier.Verify(data, signature);
        }
        finally
        {
            verifier?.Dispose();
        }
    }
}
