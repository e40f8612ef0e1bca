namespace HiperNet.Spki.Keys;

/// <summary>
/// The little arithmetic with secret RSA numbers that the forms of keys need, in memory that is cleared.
/// </summary>
internal static class SecretArithmetic
{
    /// <summary>Writes number mod (prime - 1), an exponent of the Chinese remainder theorem.</summary>
    /// <returns>False if the prime is not above 1.</returns>
    public static bool TryReduce(ReadOnlySpan<byte> number, ReadOnlySpan<byte> prime, Span<byte> result)
    {
        using NumberHandle dividend = Load(number);
        using NumberHandle divisor = Load(prime);
        using NumberHandle remainder = Load([]);
        using NumberContextHandle context = Context();
        bool done = LibCrypto.BN_sub_word(divisor, 1) == 1
            && LibCrypto.BN_div(0, remainder, dividend, divisor, context) == 1
            && LibCrypto.BN_bn2binpad(remainder, result, result.Length) == result.Length;
        LibCrypto.ERR_clear_error();
        return done;
    }

    /// <summary>Writes the inverse of a number; false if there is none.</summary>
    public static bool TryInvert(ReadOnlySpan<byte> number, ReadOnlySpan<byte> modulus, Span<byte> result)
    {
        using NumberHandle operand = Load(number);
        using NumberHandle divisor = Load(modulus);
        using NumberHandle inverse = Load([]);
        using NumberContextHandle context = Context();
        bool done = LibCrypto.BN_mod_inverse(inverse, operand, divisor, context) != 0
            && LibCrypto.BN_bn2binpad(inverse, result, result.Length) == result.Length;
        LibCrypto.ERR_clear_error();
        return done;
    }

    private static NumberHandle Load(ReadOnlySpan<byte> octets)
    {
        NumberHandle number = LibCrypto.BN_secure_new();
        Evp.Require(!number.IsInvalid && LibCrypto.BN_bin2bn(octets, octets.Length, number) != 0);
        return number;
    }

    private static NumberContextHandle Context()
    {
        NumberContextHandle context = LibCrypto.BN_CTX_secure_new();
        Evp.Require(!context.IsInvalid);
        return context;
    }
}
