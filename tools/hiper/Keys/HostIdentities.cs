using HiperNet.HipStack.Identity;
using HiperNet.Spki.Keys;

namespace HiperNet.Cli.Keys;

/// <summary>The bridge between the two names of a key: Spki and HipStack do not know each other.</summary>
internal static class HostIdentities
{
    /// <summary>The Host Identity of a public key.</summary>
    public static HostIdentity Of(PublicKey key) => key.Algorithm switch
    {
        KeyAlgorithm.P256 => HostIdentity.FromEcdsa(EcdsaCurve.P256, key.Material.Span),
        KeyAlgorithm.P384 => HostIdentity.FromEcdsa(EcdsaCurve.P384, key.Material.Span),
        KeyAlgorithm.Ed25519 => HostIdentity.FromEd25519(key.Material.Span),
        KeyAlgorithm.Rsa2048 or KeyAlgorithm.Rsa3072 =>
            HostIdentity.FromRsa(key.Material.Span, key.Exponent.Span),
        _ => throw new ArgumentOutOfRangeException(nameof(key)),
    };
}
