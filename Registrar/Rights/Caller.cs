using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;

namespace HiperNet.Registrar.Rights;

/// <summary>Who has signed a request.</summary>
/// <param name="Key">The key that has.</param>
/// <param name="Shown">What the request shows besides: keys, certificates and signatures.</param>
public sealed record Caller(PublicKey Key, IReadOnlyList<SpkiObject> Shown)
{
    /// <summary>The principal of the key.</summary>
    public Principal Principal => Key.Principal;

    /// <summary>The principal in hexadecimal.</summary>
    public string Name => Key.Principal.ToString();
}
