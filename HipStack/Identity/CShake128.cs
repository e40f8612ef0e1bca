namespace HiperNet.HipStack.Identity;

/// <summary>
/// cSHAKE128 of NIST SP 800-185 section 3, which neither the framework nor libcrypto offers by itself. It hashes
/// public keys into HITs only: no secret enters it.
/// </summary>
internal static class CShake128
{
    private const int RateBytes = 168;
    private const byte CustomisedSuffix = 0x04;
    private const byte ShakeSuffix = 0x1F;
    private const byte LastBit = 0x80;

    /// <summary>
    /// cSHAKE128(<paramref name="input"/>, the output's length, N, S); SHAKE128 if N and S are empty.
    /// </summary>
    /// <param name="input">X, the octets to hash.</param>
    /// <param name="functionName">N, for functions that NIST defines.</param>
    /// <param name="customisation">S, chosen by the user of the function.</param>
    /// <param name="output">Filled with the hash; any length.</param>
    public static void Hash(
        ReadOnlySpan<byte> input,
        ReadOnlySpan<byte> functionName,
        ReadOnlySpan<byte> customisation,
        Span<byte> output)
    {
        bool isPlain = functionName.IsEmpty && customisation.IsEmpty;
        KeccakSponge sponge = new(RateBytes);
        if (!isPlain)
        {
            // bytepad(encode_string(N) | encode_string(S), rate)
            AbsorbLength(ref sponge, RateBytes);
            AbsorbString(ref sponge, functionName);
            AbsorbString(ref sponge, customisation);
            sponge.FillBlock();
        }

        sponge.Absorb(input);
        sponge.Finish(isPlain ? ShakeSuffix : CustomisedSuffix, LastBit);
        sponge.Squeeze(output);
    }

    /// <summary>encode_string: the length in bits, then the octets (section 2.3.2).</summary>
    private static void AbsorbString(ref KeccakSponge sponge, ReadOnlySpan<byte> octets)
    {
        AbsorbLength(ref sponge, octets.Length * 8L);
        sponge.Absorb(octets);
    }

    /// <summary>left_encode: how many octets the number takes, then the number, big-endian (section 2.3.1).</summary>
    private static void AbsorbLength(ref KeccakSponge sponge, long number)
    {
        int octets = 1;
        while (number >> (8 * octets) != 0)
        {
            octets++;
        }

        sponge.Absorb((byte)octets);
        for (int i = octets - 1; i >= 0; i--)
        {
            sponge.Absorb((byte)(number >> (8 * i)));
        }
    }
}
