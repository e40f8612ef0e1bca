namespace HiperNet.HipStack.Crypto;

/// <summary>
/// One direction of an ESP security association: keys loaded once, packets sealed or opened in place without any
/// allocation. Not for two threads at once.
/// </summary>
public abstract class EspCipher : IDisposable
{
    /// <summary>The length of <c>aad</c> without extended sequence numbers: SPI | sequence number.</summary>
    public const int HeaderLength = 8;

    /// <summary>The length with them: SPI | high half | low half.</summary>
    public const int ExtendedHeaderLength = 12;

    private protected EspCipher(EspAlgorithm algorithm)
    {
        Algorithm = algorithm;
        IvLength = EspAlgorithms.IvLength(algorithm);
        TagLength = EspAlgorithms.TagLength(algorithm);
        Alignment = EspAlgorithms.Alignment(algorithm);
    }

    /// <summary>The algorithm.</summary>
    public EspAlgorithm Algorithm { get; }

    /// <summary>The length of the IV field, in octets.</summary>
    public int IvLength { get; }

    /// <summary>The length of the ICV field, in octets.</summary>
    public int TagLength { get; }

    /// <summary>The text's length must be a multiple of this if it is 16 (CBC); ESP pads to it in any case.</summary>
    public int Alignment { get; }

    /// <summary>Loads the keys that were drawn from KEYMAT.</summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="encryptionKey">With its salt, if it is AEAD. The caller clears it.</param>
    /// <param name="authenticationKey">Empty for AEAD. The caller clears it.</param>
    /// <param name="seals">Whether the object is to seal; else it is to open.</param>
    /// <exception cref="ArgumentException">A key has the wrong length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The algorithm is not supported.</exception>
    public static EspCipher Create(
        EspAlgorithm algorithm, ReadOnlySpan<byte> encryptionKey, ReadOnlySpan<byte> authenticationKey, bool seals)
    {
        if (encryptionKey.Length != EspAlgorithms.EncryptionKeyLength(algorithm)
            || authenticationKey.Length != EspAlgorithms.AuthenticationKeyLength(algorithm))
        {
            throw new ArgumentException("A key has the wrong length.", nameof(encryptionKey));
        }

        return algorithm switch
        {
            EspAlgorithm.AesGcm8 or EspAlgorithm.AesGcm16 => new EspGcm(algorithm, encryptionKey, seals),
            EspAlgorithm.AesCcm8 or EspAlgorithm.AesCcm16 => new EspCcm(algorithm, encryptionKey, seals),
            _ => new EspHmac(algorithm, encryptionKey, authenticationKey, seals),
        };
    }

    /// <summary>Encrypts and authenticates. False if a length is wrong or the object is to open.</summary>
    /// <param name="iv">
    /// The IV field: for GCM and CCM never the same twice with one key, for CBC unpredictable.
    /// </param>
    /// <param name="aad">
    /// SPI | sequence number, or SPI | high half | low half with extended sequence numbers. For HMAC, the high half
    /// is moved behind the text, as RFC 4303 section 2.2.1 has it.
    /// </param>
    /// <param name="text">Payload, padding, pad length and next header; encrypted in place.</param>
    /// <param name="tag">Filled with the ICV; exactly <see cref="TagLength"/> octets.</param>
    public bool Seal(ReadOnlySpan<byte> iv, ReadOnlySpan<byte> aad, Span<byte> text, Span<byte> tag) =>
        AreLengthsGood(iv, aad, text, tag) && SealChecked(iv, aad, text, tag);

    /// <summary>
    /// Authenticates and decrypts. False if a length or the ICV is wrong or the object is to seal; the text is
    /// zeroed then, so that nothing unauthenticated is taken for a packet.
    /// </summary>
    /// <param name="iv">The IV field.</param>
    /// <param name="aad">As it was sealed with.</param>
    /// <param name="text">Decrypted in place.</param>
    /// <param name="tag">The ICV field.</param>
    public bool Open(ReadOnlySpan<byte> iv, ReadOnlySpan<byte> aad, Span<byte> text, ReadOnlySpan<byte> tag)
    {
        if (AreLengthsGood(iv, aad, text, tag) && OpenChecked(iv, aad, text, tag))
        {
            return true;
        }

        text.Clear();
        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    private protected abstract bool SealChecked(
        ReadOnlySpan<byte> iv, ReadOnlySpan<byte> aad, Span<byte> text, Span<byte> tag);

    private protected abstract bool OpenChecked(
        ReadOnlySpan<byte> iv, ReadOnlySpan<byte> aad, Span<byte> text, ReadOnlySpan<byte> tag);

    /// <summary>Frees the contexts, which libcrypto clears.</summary>
    protected abstract void Dispose(bool disposing);

    private bool AreLengthsGood(
        ReadOnlySpan<byte> iv, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> text, ReadOnlySpan<byte> tag) =>
        iv.Length == IvLength
            && tag.Length == TagLength
            && (aad.Length is HeaderLength or ExtendedHeaderLength)
            && !text.IsEmpty
            && (Alignment != 16 || text.Length % 16 == 0);
}
