using System.Security.Cryptography;

namespace HiperNet.HipStack.Crypto;

/// <summary>
/// HMAC-SHA-256 cut to 16 octets (RFC 4868) over SPI, sequence number, IV and the text, which AES-CBC (RFC 3602) or
/// nothing has encrypted before.
/// </summary>
internal sealed class EspHmac : EspCipher
{
    private const int SpiBytes = 4;
    private const int SequenceBytes = 4;

    private readonly CipherContextHandle? context;
    private readonly MacContextHandle mac;
    private readonly bool seals;

    /// <summary>Loads keys, whose lengths the caller has checked.</summary>
    public EspHmac(
        EspAlgorithm algorithm, ReadOnlySpan<byte> encryptionKey, ReadOnlySpan<byte> authenticationKey, bool seals)
        : base(algorithm)
    {
        this.seals = seals;
        mac = MacContexts.NewHmacSha256(authenticationKey);
        if (!encryptionKey.IsEmpty)
        {
            context = CipherContexts.New(encryptionKey.Length == 16 ? "AES-128-CBC" : "AES-256-CBC", seals);
            CipherContexts.SetKey(context, encryptionKey);

            // ESP pads itself; without this, libcrypto holds the last block back.
            Native.Require(LibCrypto.EVP_CIPHER_CTX_set_padding(context, 0) == 1);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        context?.Dispose();
        mac.Dispose();
    }

    private protected override bool SealChecked(
        ReadOnlySpan<byte> iv, ReadOnlySpan<byte> aad, Span<byte> text, Span<byte> tag)
    {
        Span<byte> full = stackalloc byte[SHA256.HashSizeInBytes];
        if (!Native.Answer(seals && Crypt(iv, text) && Authenticate(iv, aad, text, full)))
        {
            return false;
        }

        full[..tag.Length].CopyTo(tag);
        return true;
    }

    private protected override bool OpenChecked(
        ReadOnlySpan<byte> iv, ReadOnlySpan<byte> aad, Span<byte> text, ReadOnlySpan<byte> tag)
    {
        Span<byte> full = stackalloc byte[SHA256.HashSizeInBytes];
        return Native.Answer(!seals && Authenticate(iv, aad, text, full))
            && CryptographicOperations.FixedTimeEquals(full[..tag.Length], tag)
            && Native.Answer(Crypt(iv, text));
    }

    private bool Crypt(ReadOnlySpan<byte> iv, Span<byte> text) =>
        context is null || (CipherContexts.Begin(context, iv) && CipherContexts.Update(context, text));

    /// <summary>RFC 4303 section 2.2.1: the high half of an extended sequence number comes last.</summary>
    private bool Authenticate(
        ReadOnlySpan<byte> iv, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> text, Span<byte> full)
    {
        Span<byte> head = stackalloc byte[SpiBytes + SequenceBytes + 16];
        aad[..SpiBytes].CopyTo(head);
        aad[^SequenceBytes..].CopyTo(head[SpiBytes..]);
        iv.CopyTo(head[(SpiBytes + SequenceBytes)..]);
        ReadOnlySpan<byte> high = aad[SpiBytes..^SequenceBytes];
        return MacContexts.Begin(mac)
            && MacContexts.Add(mac, head[..(SpiBytes + SequenceBytes + iv.Length)])
            && MacContexts.Add(mac, text)
            && (high.IsEmpty || MacContexts.Add(mac, high))
            && MacContexts.Finish(mac, full);
    }
}
