namespace HiperNet.Spki.Keys;

/// <summary>The names of the key algorithms on command lines, and what follows from each of them.</summary>
public static class KeyAlgorithms
{
    /// <summary>Every algorithm, the default first.</summary>
    public static IReadOnlyList<KeyAlgorithm> All { get; } = Enum.GetValues<KeyAlgorithm>();

    /// <summary>The name on a command line: <c>p256 p384 rsa2048 rsa3072 ed25519</c>.</summary>
    public static string Name(this KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.P256 => "p256",
        KeyAlgorithm.P384 => "p384",
        KeyAlgorithm.Rsa2048 => "rsa2048",
        KeyAlgorithm.Rsa3072 => "rsa3072",
        KeyAlgorithm.Ed25519 => "ed25519",
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };

    /// <summary>Reads such a name; false if there is no such algorithm.</summary>
    public static bool TryParse(string? name, out KeyAlgorithm algorithm)
    {
        foreach (KeyAlgorithm candidate in All)
        {
            if (candidate.Name() == name)
            {
                algorithm = candidate;
                return true;
            }
        }

        algorithm = default;
        return false;
    }

    /// <summary>The one hash that signatures of this algorithm are made over.</summary>
    public static SpkiHashAlgorithm SignatureHash(this KeyAlgorithm algorithm) =>
        algorithm == KeyAlgorithm.P384 ? SpkiHashAlgorithm.Sha384 : SpkiHashAlgorithm.Sha256;

    /// <summary>Whether the algorithm is ECDSA.</summary>
    internal static bool IsEcdsa(this KeyAlgorithm algorithm) =>
        algorithm is KeyAlgorithm.P256 or KeyAlgorithm.P384;

    /// <summary>Whether the algorithm is RSA.</summary>
    internal static bool IsRsa(this KeyAlgorithm algorithm) =>
        algorithm is KeyAlgorithm.Rsa2048 or KeyAlgorithm.Rsa3072;

    /// <summary>The octets of a coordinate, a modulus or an Ed25519 point.</summary>
    internal static int FieldOctets(this KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.P384 => 48,
        KeyAlgorithm.Rsa2048 => 256,
        KeyAlgorithm.Rsa3072 => 384,
        _ => 32,
    };
}
