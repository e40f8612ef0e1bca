namespace HiperNet.Spki.Keys;

/// <summary>The orders of the NIST curves' groups, big-endian, and the arithmetic that low-s needs.</summary>
internal static class EcdsaOrder
{
    private static readonly byte[] OrderP256 = Convert.FromHexString(
        "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");

    private static readonly byte[] OrderP384 = Convert.FromHexString(
        "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973");

    private static readonly byte[] HalfP256 = Half(OrderP256);
    private static readonly byte[] HalfP384 = Half(OrderP384);

    /// <summary>The order n of the group.</summary>
    public static ReadOnlySpan<byte> Of(KeyAlgorithm algorithm) =>
        algorithm == KeyAlgorithm.P384 ? OrderP384 : OrderP256;

    /// <summary>n / 2 rounded down: the largest s that is low.</summary>
    public static ReadOnlySpan<byte> HalfOf(KeyAlgorithm algorithm) =>
        algorithm == KeyAlgorithm.P384 ? HalfP384 : HalfP256;

    /// <summary>
    /// Replaces s by n - s if it is above n / 2. Both are right for a verifier; only the low one is ours.
    /// </summary>
    /// <param name="algorithm">The curve.</param>
    /// <param name="s">Between 1 and n - 1, in full length.</param>
    public static void MakeLow(KeyAlgorithm algorithm, Span<byte> s)
    {
        if (((ReadOnlySpan<byte>)s).SequenceCompareTo(HalfOf(algorithm)) <= 0)
        {
            return;
        }

        ReadOnlySpan<byte> order = Of(algorithm);
        int borrow = 0;
        for (int i = s.Length - 1; i >= 0; i--)
        {
            int difference = order[i] - s[i] - borrow;
            s[i] = (byte)difference;
            borrow = difference < 0 ? 1 : 0;
        }
    }

    private static byte[] Half(byte[] order)
    {
        byte[] half = new byte[order.Length];
        int carry = 0;
        for (int i = 0; i < order.Length; i++)
        {
            half[i] = (byte)(carry | (order[i] >> 1));
            carry = (order[i] & 1) << 7;
        }

        return half;
    }
}
