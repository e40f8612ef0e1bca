using System.Security.Cryptography;

namespace HiperNet.HipStack.Crypto;

/// <summary>AES-CCM (RFC 4309): the nonce is the salt of 3 octets, then the IV of 8.</summary>
internal sealed class EspCcm : EspCipher
{
    private const int SaltBytes = 3;
    private const int NonceBytes = 11;

    private readonly CipherContextHandle context;
    private readonly byte[] salt;
    private readonly bool seals;

    /// <summary>Loads a key with its salt, whose length the caller has checked.</summary>
    public EspCcm(EspAlgorithm algorithm, ReadOnlySpan<byte> keyAndSalt, bool seals)
        : base(algorithm)
    {
        this.seals = seals;
        salt = keyAndSalt[^SaltBytes..].ToArray();
        context = CipherContexts.New("AES-128-CCM", seals);

        // CCM takes both lengths into its first block, so they come before the key.
        ReadOnlySpan<byte> none = default;
        Native.Require(LibCrypto.EVP_CIPHER_CTX_ctrl(context, LibCrypto.SetNonceLength, NonceBytes, none) == 1);
        Native.Require(LibCrypto.EVP_CIPHER_CTX_ctrl(context, LibCrypto.SetTag, TagLength, none) == 1);
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
        Native.Answer(seals && Begin(iv)
            && Process(aad, text)
            && LibCrypto.EVP_CIPHER_CTX_ctrl(context, LibCrypto.GetTag, tag.Length, tag) == 1);

    private protected override bool OpenChecked(
        ReadOnlySpan<byte> iv, ReadOnlySpan<byte> aad, Span<byte> text, ReadOnlySpan<byte> tag) =>
        Native.Answer(!seals && Begin(iv)
            && LibCrypto.EVP_CIPHER_CTX_ctrl(context, LibCrypto.SetTag, tag.Length, tag) == 1
            && Process(aad, text));

    private bool Begin(ReadOnlySpan<byte> iv)
    {
        Span<byte> nonce = stackalloc byte[NonceBytes];
        salt.CopyTo(nonce);
        iv.CopyTo(nonce[SaltBytes..]);
        return CipherContexts.Begin(context, nonce);
    }

    /// <summary>CCM is told the text's length first; when it opens, the last step compares the tag.</summary>
    private bool Process(ReadOnlySpan<byte> aad, Span<byte> text) =>
        LibCrypto.EVP_CipherUpdate(context, default, out _, default, text.Length) == 1
            && CipherContexts.Authenticate(context, aad)
            && CipherContexts.Update(context, text);
}
