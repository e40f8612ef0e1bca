namespace HiperNet.HipStack.Crypto;

/// <summary>Numbers of libcrypto that are cleared when they are freed.</summary>
internal static class SecretNumber
{
    /// <summary>A number from unsigned big-endian octets.</summary>
    public static NumberHandle From(ReadOnlySpan<byte> octets)
    {
        NumberHandle number = Empty();
        Native.Require(LibCrypto.BN_bin2bn(octets, octets.Length, number) != 0);
        return number;
    }

    /// <summary>A number to be set.</summary>
    public static NumberHandle Empty() => Native.Required(LibCrypto.BN_secure_new());
}
