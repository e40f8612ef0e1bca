using System.Numerics;

namespace HiperNet.HipStack.Identity;

/// <summary>The sponge over Keccak-f[1600] (FIPS 202 sections 3 and 4): absorb, finish once, squeeze.</summary>
internal ref struct KeccakSponge(int rateBytes)
{
    private const int Lanes = 25;

    private readonly ulong[] state = new ulong[Lanes];
    private int position;

    /// <summary>Rotations of rho, in the order in which pi moves the lanes.</summary>
    private static ReadOnlySpan<byte> Rotations =>
        [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44];

    /// <summary>Where pi moves the lanes, each the target of the one before it.</summary>
    private static ReadOnlySpan<byte> Targets =>
        [10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1];

    private static ReadOnlySpan<ulong> RoundConstants =>
    [
        0x0000000000000001, 0x0000000000008082, 0x800000000000808A, 0x8000000080008000,
        0x000000000000808B, 0x0000000080000001, 0x8000000080008081, 0x8000000000008009,
        0x000000000000008A, 0x0000000000000088, 0x0000000080008009, 0x000000008000000A,
        0x000000008000808B, 0x800000000000008B, 0x8000000000008089, 0x8000000000008003,
        0x8000000000008002, 0x8000000000000080, 0x000000000000800A, 0x800000008000000A,
        0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
    ];

    /// <summary>Takes in one octet.</summary>
    public void Absorb(byte octet)
    {
        Mix(position++, octet);
        if (position == rateBytes)
        {
            Permute();
        }
    }

    /// <summary>Takes in octets.</summary>
    public void Absorb(ReadOnlySpan<byte> octets)
    {
        foreach (byte octet in octets)
        {
            Absorb(octet);
        }
    }

    /// <summary>Takes in zeros up to the end of the block, none if a block has just ended.</summary>
    public void FillBlock()
    {
        if (position != 0)
        {
            Permute();
        }
    }

    /// <summary>Pads: the suffix after the message, the last bit at the block's end.</summary>
    public void Finish(byte suffix, byte lastBit)
    {
        Mix(position, suffix);
        Mix(rateBytes - 1, lastBit);
        Permute();
    }

    /// <summary>Gives octets out; may be called again for more.</summary>
    public void Squeeze(Span<byte> output)
    {
        foreach (ref byte octet in output)
        {
            if (position == rateBytes)
            {
                Permute();
            }

            octet = (byte)(state[position / 8] >> (8 * (position % 8)));
            position++;
        }
    }

    private readonly void Mix(int at, byte octet) => state[at / 8] ^= (ulong)octet << (8 * (at % 8));

    private void Permute()
    {
        Span<ulong> lanes = state;
        foreach (ulong constant in RoundConstants)
        {
            Theta(lanes);
            RhoAndPi(lanes);
            Chi(lanes);
            lanes[0] ^= constant;
        }

        position = 0;
    }

    private static void Theta(Span<ulong> lanes)
    {
        Span<ulong> parity = stackalloc ulong[5];
        for (int x = 0; x < 5; x++)
        {
            parity[x] = lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20];
        }

        for (int i = 0; i < Lanes; i++)
        {
            lanes[i] ^= parity[(i + 4) % 5] ^ BitOperations.RotateLeft(parity[(i + 1) % 5], 1);
        }
    }

    private static void RhoAndPi(Span<ulong> lanes)
    {
        ulong moving = lanes[1];
        for (int i = 0; i < Targets.Length; i++)
        {
            ulong displaced = lanes[Targets[i]];
            lanes[Targets[i]] = BitOperations.RotateLeft(moving, Rotations[i]);
            moving = displaced;
        }
    }

    private static void Chi(Span<ulong> lanes)
    {
        Span<ulong> row = stackalloc ulong[5];
        for (int y = 0; y < Lanes; y += 5)
        {
            lanes.Slice(y, 5).CopyTo(row);
            for (int x = 0; x < 5; x++)
            {
                lanes[y + x] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]);
            }
        }
    }
}
