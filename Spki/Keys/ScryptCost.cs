namespace HiperNet.Spki.Keys;

/// <summary>How much work and memory the derivation of a key from a passphrase takes (RFC 7914).</summary>
/// <param name="N">The number of blocks, a power of two.</param>
/// <param name="R">The size of a block, in units of 128 bytes.</param>
/// <param name="P">How often all of it is done.</param>
public readonly record struct ScryptCost(int N, int R, int P)
{
    /// <summary>The most memory that a key file may ask for, in bytes: 128 N R.</summary>
    public const long MaxMemoryBytes = 128L << 20;

    /// <summary>The most work that a key file may ask for, as N R P: about two seconds.</summary>
    public const long MaxWork = 1L << 22;

    /// <summary>The least work that is accepted, as N R.</summary>
    public const long MinWork = 1L << 17;

    /// <summary>What is used for new keys: 32 MiB, about a tenth of a second.</summary>
    public static ScryptCost Default { get; } = new(1 << 15, 8, 1);

    /// <summary>Whether the cost is within the limits. Nothing is calculated with it before this was asked.</summary>
    public KeyFault Check()
    {
        if (N < 2 || R < 1 || P < 1 || (N & (N - 1)) != 0)
        {
            return KeyFault.PrivateKeyShape;
        }

        // N R is below 2^62, so no product here overflows once the memory is bounded.
        long blocks = (long)N * R;
        if (blocks > MaxMemoryBytes / 128 || blocks > MaxWork / P)
        {
            return KeyFault.DerivationTooCostly;
        }

        return blocks < MinWork ? KeyFault.DerivationTooWeak : KeyFault.None;
    }

    /// <summary>Derives a key; the cost has been checked.</summary>
    internal void Derive(ReadOnlySpan<byte> passphrase, ReadOnlySpan<byte> salt, Span<byte> key) =>
        Evp.Require(LibCrypto.EVP_PBE_scrypt(
            passphrase,
            (nuint)passphrase.Length,
            salt,
            (nuint)salt.Length,
            (ulong)N,
            (ulong)R,
            (ulong)P,
            2 * (ulong)MaxMemoryBytes,
            key,
            (nuint)key.Length) == 1);
}
