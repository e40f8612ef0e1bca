namespace HiperNet.Registrar.Client.Signatures;

/// <summary>Limits of signed messages.</summary>
public static class SignatureLimits
{
    /// <summary>The longest value of a field that is read, with all its lines, in characters.</summary>
    public const int FieldCharacters = 8 << 10;

    /// <summary>The most members of a dictionary.</summary>
    public const int Members = 8;

    /// <summary>The most components that a signature covers.</summary>
    public const int Components = 32;

    /// <summary>The most parameters of a signature or component.</summary>
    public const int Parameters = 12;

    /// <summary>The longest key of a member or parameter, in characters.</summary>
    public const int KeyCharacters = 64;

    /// <summary>The longest string, in characters.</summary>
    public const int TextCharacters = 1 << 10;

    /// <summary>The longest sequence of octets, in bytes.</summary>
    public const int Octets = 1 << 10;

    /// <summary>The fewest characters of a nonce: 96 bits in base 64.</summary>
    public const int LeastNonce = 16;

    /// <summary>The most characters of a nonce.</summary>
    public const int MostNonce = 128;

    /// <summary>
    /// The most nonces of one key that are kept at a time; the next is refused until the oldest is old.
    /// </summary>
    public const int NoncesOfKey = 20_000;

    /// <summary>The most nonces of all keys.</summary>
    public const int Nonces = 1_000_000;
}
