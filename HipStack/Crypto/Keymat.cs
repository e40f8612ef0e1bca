using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace HiperNet.HipStack.Crypto;

/// <summary>
/// KEYMAT: the octets from which an association's keys are drawn (RFC 7401 section 6.5).
/// <code>
/// PRK     HKDF-Extract(salt: #I | #J, Kij)
/// KEYMAT  HKDF-Expand(PRK, info: the smaller HIT | the greater HIT), at most 255 hashes long
/// </code>
/// It is expanded only as far as keys are drawn. One thread at a time may use it.
/// </summary>
public sealed class Keymat : IDisposable
{
    private const int MaxBlocks = 255;
    private const int FirstBlocks = 16;
    private const int HitBytes = 16;
    private const int InfoBytes = 2 * HitBytes;

    private readonly RHash hash;
    private readonly int hashBytes;
    private readonly byte[] pseudoRandomKey;
    private readonly byte[] info = new byte[InfoBytes];
    private byte[] material;
    private int blocks;
    private bool isDisposed;

    /// <summary>Extracts the pseudo-random key.</summary>
    /// <param name="hash">RHASH of the Responder's HIT.</param>
    /// <param name="secret">Kij in its full length. The caller clears it.</param>
    /// <param name="saltI">#I of the exchange, RHASH_len long.</param>
    /// <param name="saltJ">#J of the exchange, RHASH_len long.</param>
    /// <param name="hitI">The Initiator's HIT.</param>
    /// <param name="hitR">The Responder's HIT.</param>
    /// <exception cref="ArgumentException">#I or #J has another length.</exception>
    public Keymat(
        RHash hash,
        ReadOnlySpan<byte> secret,
        ReadOnlySpan<byte> saltI,
        ReadOnlySpan<byte> saltJ,
        UInt128 hitI,
        UInt128 hitR)
    {
        this.hash = hash;
        hashBytes = RHashes.Length(hash);
        if (saltI.Length != hashBytes || saltJ.Length != hashBytes)
        {
            throw new ArgumentException("#I and #J are as long as the hash.", nameof(saltI));
        }

        BinaryPrimitives.WriteUInt128BigEndian(info, UInt128.Min(hitI, hitR));
        BinaryPrimitives.WriteUInt128BigEndian(info.AsSpan(HitBytes), UInt128.Max(hitI, hitR));
        Span<byte> salt = stackalloc byte[2 * hashBytes];
        saltI.CopyTo(salt);
        saltJ.CopyTo(salt[hashBytes..]);
        pseudoRandomKey = GC.AllocateUninitializedArray<byte>(hashBytes, pinned: true);
        RHashes.Hmac(hash, salt, secret, pseudoRandomKey);
        material = GC.AllocateUninitializedArray<byte>(FirstBlocks * hashBytes, pinned: true);
    }

    /// <summary>How many octets there are to draw: 255 hashes (RFC 5869 section 2.3).</summary>
    public int Length => MaxBlocks * hashBytes;

    /// <summary>Draws octets; false, and nothing drawn, if they are not all within <see cref="Length"/>.</summary>
    /// <param name="index">The KEYMAT index of the first octet; a peer may name any.</param>
    /// <param name="key">Filled with as many octets as it holds.</param>
    /// <exception cref="ObjectDisposedException">The keys are gone.</exception>
    public bool TryDraw(int index, Span<byte> key)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (index < 0 || index > Length - key.Length)
        {
            return false;
        }

        Expand((index + key.Length + hashBytes - 1) / hashBytes);
        material.AsSpan(index, key.Length).CopyTo(key);
        return true;
    }

    /// <summary>
    /// Draws the four HIP keys from index 0 (RFC 7401 section 6.5): encryption and integrity of the host with the
    /// greater HIT, then those of the other.
    /// </summary>
    /// <param name="local">This host's HIT.</param>
    /// <param name="peer">The peer's HIT.</param>
    /// <param name="cipher">The chosen HIP_CIPHER.</param>
    /// <exception cref="ArgumentOutOfRangeException">The cipher is not known.</exception>
    public DrawnKeys DrawHipKeys(UInt128 local, UInt128 peer, HipCipherId cipher)
    {
        bool drawn = TryDrawKeys(0, local, peer, HipCipher.KeyLength(cipher), hashBytes, out DrawnKeys? keys);
        return drawn ? keys! : throw new InvalidOperationException("Four keys are within every KEYMAT.");
    }

    /// <summary>
    /// Draws the four ESP keys (RFC 7402 section 7), in the same order. False if they go past KEYMAT's end, where a
    /// new Diffie-Hellman exchange is due.
    /// </summary>
    /// <param name="index">The KEYMAT index of ESP_INFO.</param>
    /// <param name="local">This host's HIT.</param>
    /// <param name="peer">The peer's HIT.</param>
    /// <param name="encryptionBytes">The length of an encryption key, with the salt that belongs to it.</param>
    /// <param name="authenticationBytes">The length of an authentication key; zero for AEAD.</param>
    /// <param name="keys">The keys, if the result is true.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative.</exception>
    public bool TryDrawKeys(
        int index,
        UInt128 local,
        UInt128 peer,
        int encryptionBytes,
        int authenticationBytes,
        [NotNullWhen(true)] out DrawnKeys? keys)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(encryptionBytes);
        ArgumentOutOfRangeException.ThrowIfNegative(authenticationBytes);
        ObjectDisposedException.ThrowIf(isDisposed, this);
        keys = null;
        int pair = encryptionBytes + authenticationBytes;
        if (index < 0 || index > Length - (2 * pair))
        {
            return false;
        }

        keys = new DrawnKeys(encryptionBytes, authenticationBytes, index + (2 * pair));
        int outgoing = local > peer ? index : index + pair;
        int incoming = local > peer ? index + pair : index;
        return TryDraw(outgoing, keys.OutgoingEncryption)
            && TryDraw(outgoing + encryptionBytes, keys.OutgoingAuthentication)
            && TryDraw(incoming, keys.IncomingEncryption)
            && TryDraw(incoming + encryptionBytes, keys.IncomingAuthentication);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        isDisposed = true;
        CryptographicOperations.ZeroMemory(pseudoRandomKey);
        CryptographicOperations.ZeroMemory(material);
    }

    /// <summary>T(n) = HMAC(PRK, T(n - 1) | info | n), from 1; T(0) is empty (RFC 5869 section 2.3).</summary>
    private void Expand(int wanted)
    {
        Grow(wanted);
        Span<byte> input = stackalloc byte[hashBytes + InfoBytes + 1];
        while (blocks < wanted)
        {
            int previousBytes = blocks == 0 ? 0 : hashBytes;
            Span<byte> data = input[..(previousBytes + InfoBytes + 1)];
            material.AsSpan((blocks * hashBytes) - previousBytes, previousBytes).CopyTo(data);
            info.CopyTo(data[previousBytes..]);
            data[^1] = (byte)(blocks + 1);
            RHashes.Hmac(hash, pseudoRandomKey, data, material.AsSpan(blocks * hashBytes));
            blocks++;
        }

        CryptographicOperations.ZeroMemory(input);
    }

    private void Grow(int wanted)
    {
        if (wanted * hashBytes <= material.Length)
        {
            return;
        }

        int enough = Math.Min(MaxBlocks, Math.Max(wanted, 2 * material.Length / hashBytes));
        byte[] grown = GC.AllocateUninitializedArray<byte>(enough * hashBytes, pinned: true);
        material.CopyTo(grown, 0);
        CryptographicOperations.ZeroMemory(material);
        material = grown;
    }
}
