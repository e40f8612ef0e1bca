using HiperNet.Registrar.Client.Signatures;
using HiperNet.Registrar.Identity;
using HiperNet.Spki.Keys;

namespace HiperNet.Registrar.Tests.Signatures;

/// <summary>A signer whose key has a name of the test's.</summary>
internal sealed class NamedSigner(string name, PrivateKey key) : IMessageSigner
{
    private readonly SpkiMessageSigner signer = new(key);

    public string KeyId => name;

    public string Algorithm => signer.Algorithm;

    public byte[] Sign(ReadOnlySpan<byte> signatureBase) => signer.Sign(signatureBase);
}
