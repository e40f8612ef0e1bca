using System.Security.Cryptography;
using HiperNet.HipStack.Identity;

namespace HiperNet.HipStack.Crypto;

/// <summary>The hash of an ECDSA signature, which follows the signer's curve.</summary>
internal static class EcdsaHash
{
    /// <summary>SHA-256 for P-256, SHA-384 for P-384.</summary>
    public static HashAlgorithmName Of(EcdsaCurve curve) =>
        curve == EcdsaCurve.P256 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA384;
}
