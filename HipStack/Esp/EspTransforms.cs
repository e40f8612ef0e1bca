namespace HiperNet.HipStack.Esp;

/// <summary>Chooses the transform of a suite.</summary>
internal static class EspTransforms
{
    /// <summary>Makes the transform of a suite with its keys.</summary>
    /// <exception cref="ArgumentException">A key has another length than the suite's.</exception>
    public static EspTransform Create(
        EspSuite suite, ReadOnlySpan<byte> encryptionKey, ReadOnlySpan<byte> authenticationKey)
    {
        if (encryptionKey.Length != suite.EncryptionKeyLength
            || authenticationKey.Length != suite.AuthenticationKeyLength)
        {
            throw new ArgumentException($"keys of {encryptionKey.Length} and {authenticationKey.Length} octets "
                + $"do not fit suite {suite.Id}");
        }

        throw new NotSupportedException();
    }
}
