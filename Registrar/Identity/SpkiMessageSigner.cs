using HiperNet.Registrar.Client.Signatures;
using HiperNet.Spki.Keys;

namespace HiperNet.Registrar.Identity;

/// <summary>Signs messages with an SPKI key, whose principal in hexadecimal is the key's name.</summary>
/// <param name="key">The key; its owner disposes of it.</param>
public sealed class SpkiMessageSigner(PrivateKey key) : IMessageSigner
{
    /// <inheritdoc/>
    public string KeyId => key.Public.Principal.ToString();

    /// <inheritdoc/>
    public string Algorithm => SpkiMessageKey.NameOf(key.Public.Algorithm);

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> signatureBase) => key.SignMessage(signatureBase);
}
