namespace HiperNet.Spki.Keys;

/// <summary>The sentences for people that go with the faults.</summary>
public static class KeyFaults
{
    /// <summary>One sentence without a full stop, for a log or a terminal.</summary>
    public static string Describe(this KeyFault fault) => fault switch
    {
        KeyFault.None => "nothing is wrong",
        KeyFault.NotAPublicKey => "this is not a (public-key ...) object",
        KeyFault.KeyShape => "the parts of the key are not those of its one spelling, in its order",
        KeyFault.UnknownKeyAlgorithm => "the key algorithm is not supported",
        KeyFault.UnknownCurve => "the curve is not supported, or its name is spelled in another way",
        KeyFault.PointForm => "the point is not uncompressed, or its length does not fit the curve",
        KeyFault.PointNotOnCurve => "the point is not on the curve",
        KeyFault.NonCanonicalPoint => "the Ed25519 point is not in its canonical encoding",
        KeyFault.LowOrderPoint => "the Ed25519 point has a small order",
        KeyFault.ModulusLength => "the RSA modulus has not exactly 2048 or 3072 bits",
        KeyFault.ModulusForm => "an RSA number is not written as minimal signed big-endian octets",
        KeyFault.ModulusEven => "the RSA modulus is even",
        KeyFault.WrongExponent => "the RSA exponent is not 65537",
        KeyFault.NotAHash => "this is not a (hash algorithm value) object",
        KeyFault.WeakHash => "the hash is broken (MD5 or SHA-1) and is refused",
        KeyFault.UnknownHash => "the hash algorithm is not supported",
        KeyFault.HashLength => "the hash value has not the length of its algorithm",
        KeyFault.NotAPrincipal => "the principal is not written as (hash sha256 ...)",
        KeyFault.PrincipalNotSha256 => "the principal uses another hash than sha256",
        KeyFault.NotASignature => "this is not a (sig-val ...) object",
        KeyFault.SignatureShape => "the parts of the signature value are not those of its one spelling",
        KeyFault.AlgorithmMismatch => "the signature value is of another algorithm than the key",
        KeyFault.LeadingZero => "a number of the signature is written with a leading zero",
        KeyFault.OutOfRange => "a number of the signature is zero or too large",
        KeyFault.HighS => "the s of the ECDSA signature is above half the group order",
        KeyFault.SignatureLength => "a part of the signature has the wrong length",
        KeyFault.BadSignature => "the signature does not fit the key and the digest",
        KeyFault.NotAPrivateKey => "this is not a private key object",
        KeyFault.PrivateKeyShape => "the private key is malformed",
        KeyFault.PrivateKeyMismatch => "the private part does not belong to the public part",
        KeyFault.PassphraseNeeded => "the private key is protected by a passphrase",
        KeyFault.WrongPassphrase => "the passphrase is wrong, or the protected key was changed",
        KeyFault.UnknownProtection => "the protection of the private key is not supported",
        KeyFault.DerivationTooCostly => "the key derivation asks for more work than is allowed",
        KeyFault.DerivationTooWeak => "the key derivation is weaker than is allowed",
        KeyFault.NotImportable => "this is not a key in a form that can be imported",
        KeyFault.UnsupportedImport => "keys of this kind are not supported",
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
