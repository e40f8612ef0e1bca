namespace HiperNet.HipStack.Crypto;

/// <summary>A prime of RFC 3526, prepared for arithmetic. Any thread may use it.</summary>
internal sealed class ModpGroup
{
    private readonly byte[] primeOctets;

    private ModpGroup(string prime, int exponentBytes)
    {
        primeOctets = Convert.FromHexString(prime);
        ExponentBytes = exponentBytes;
        Prime = SecretNumber.From(primeOctets);
        Montgomery = Native.Required(LibCrypto.BN_MONT_CTX_new());
        using NumberContextHandle context = Native.Required(LibCrypto.BN_CTX_secure_new());
        Native.Require(LibCrypto.BN_MONT_CTX_set(Montgomery, Prime, context) == 1);
    }

    /// <summary>1536 bits.</summary>
    public static ModpGroup Modp1536 { get; } = new(ModpPrimes.Bits1536, exponentBytes: 32);

    /// <summary>2048 bits.</summary>
    public static ModpGroup Modp2048 { get; } = new(ModpPrimes.Bits2048, exponentBytes: 40);

    /// <summary>3072 bits.</summary>
    public static ModpGroup Modp3072 { get; } = new(ModpPrimes.Bits3072, exponentBytes: 56);

    /// <summary>The generator of all three.</summary>
    public static ReadOnlySpan<byte> Generator => [2];

    /// <summary>p, big-endian.</summary>
    public ReadOnlySpan<byte> PrimeOctets => primeOctets;

    /// <summary>The length of p, in octets, and so of every public value and secret.</summary>
    public int Length => primeOctets.Length;

    /// <summary>
    /// How long a private exponent is, in octets: at least the larger estimate of RFC 3526 section 8, which is
    /// 240, 320 and 420 bits.
    /// </summary>
    public int ExponentBytes { get; }

    /// <summary>p.</summary>
    public NumberHandle Prime { get; }

    /// <summary>What arithmetic modulo p needs.</summary>
    public MontgomeryHandle Montgomery { get; }

    /// <summary>
    /// Whether a peer's value has exactly the prime's length and is from 2 to p - 2: 0, 1 and p - 1 would let
    /// the peer, or who is between, know the secret beforehand. Public values only: not in constant time.
    /// </summary>
    public bool Contains(ReadOnlySpan<byte> value)
    {
        if (value.Length != Length)
        {
            return false;
        }

        // p is odd, so p - 1 differs from it in the last octet only.
        Span<byte> least = stackalloc byte[Length];
        Span<byte> beyond = stackalloc byte[Length];
        least.Clear();
        least[^1] = 2;
        primeOctets.CopyTo(beyond);
        beyond[^1]--;
        return value.SequenceCompareTo(least) >= 0 && value.SequenceCompareTo(beyond) < 0;
    }
}
