using System.Security.Cryptography;

namespace HiperNet.HipStack.Crypto;

/// <summary>AES-GCM (RFC 4106): the nonce is the salt of 4 octets, then the IV of 8.</summary>
internal sealed class EspGcm : EspCipher
{
    private const int SaltBytes = 4;
    private const int NonceBytes = 12;

    private readonly CipherContextHandle context;
    private readonly byte[] salt;
    private readonly bool seals;

    /// <summary>Loads a key with its salt, whose length the caller has checked.</summary>
    public EspGcm(EspAlgorithm algorithm, ReadOnlySpan<byte> keyAndSalt, bool seals)
        : base(algorithm)
    {
        this.seals = seals;
        salt = keyAndSalt[^SaltBytes..].ToArray();
        context = CipherContexts.New("AES-128-GCM", seals);
        CipherContexts.SetKey(context, keyAndSalt[..^SaltBytes]);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        context.Dispose();
        CryptographicOperations.ZeroMemory(salt);
    }

    private protected override bool SealChecked(
        ReadOnlySpan<byte> iv, ReadOnlySpan<byte> aad, Span<byte> text, Span<byte> tag) =>
        Native.Answer(seals && Process(iv, aad, text)
            && LibCrypto.EVP_CipherFinal_ex(context, default, out _) == 1
            && LibCrypto.EVP_CIPHER_CTX_ctrl(context, LibCrypto.GetTag, tag.Length, tag) == 1);

    private protected override bool OpenChecked(
        ReadOnlySpan<byte> iv, ReadOnlySpan<byte> aad, Span<byte> text, ReadOnlySpan<byte> tag) =>
        Native.Answer(!seals && Process(iv, aad, text)
            && LibCrypto.EVP_CIPHER_CTX_ctrl(context, LibCrypto.SetTag, tag.Length, tag) == 1
            && LibCrypto.EVP_CipherFinal_ex(context, default, out _) == 1);

    private bool Process(ReadOnlySpan<byte> iv, ReadOnlySpan<byte> aad, Span<byte> text)
    {
        Span<byte> nonce = stackalloc byte[NonceBytes];
        salt.CopyTo(nonce);
        iv.CopyTo(nonce[SaltBytes..]);
        return CipherContexts.Begin(context, nonce)
            && CipherContexts.Authenticate(context, aad)
            && CipherContexts.Update(context, text);
    }
}
