using System.Net;
using HiperNet.HipStack.Identity;
using HiperNet.Spki.Keys;

namespace HiperNet.Agent;

/// <summary>The Host Identity Tags of keys: Spki and HipStack do not know each other.</summary>
internal static class HostNames
{
    /// <summary>The tag of a public key, as an address.</summary>
    public static IPAddress HitOf(PublicKey key) => IPAddress.Parse(Hit.Of(IdentityOf(key)).ToString());

    private static HostIdentity IdentityOf(PublicKey key) => key.Algorithm switch
    {
        KeyAlgorithm.P256 => HostIdentity.FromEcdsa(EcdsaCurve.P256, key.Material.Span),
        KeyAlgorithm.P384 => HostIdentity.FromEcdsa(EcdsaCurve.P384, key.Material.Span),
        KeyAlgorithm.Ed25519 => HostIdentity.FromEd25519(key.Material.Span),
        _ => HostIdentity.FromRsa(key.Material.Span, key.Exponent.Span),
    };
}
