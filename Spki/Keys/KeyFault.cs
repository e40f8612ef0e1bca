namespace HiperNet.Spki.Keys;

/// <summary>Why a key, a hash, a signature value or a key file was refused. One name for each reason.</summary>
public enum KeyFault
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>The object is not a <c>(public-key ...)</c> list.</summary>
    NotAPublicKey,

    /// <summary>The parts of the key are not those of the one spelling, in its order.</summary>
    KeyShape,

    /// <summary>The key algorithm is not one of ours.</summary>
    UnknownKeyAlgorithm,

    /// <summary>The curve is not one of ours, or its name is spelled in another way.</summary>
    UnknownCurve,

    /// <summary>The point is not uncompressed, or its length does not fit the curve.</summary>
    PointForm,

    /// <summary>The point is not on the curve.</summary>
    PointNotOnCurve,

    /// <summary>An Ed25519 point is not written in its only canonical encoding.</summary>
    NonCanonicalPoint,

    /// <summary>An Ed25519 point has a small order, so that one signature fits many messages.</summary>
    LowOrderPoint,

    /// <summary>An RSA modulus has not exactly 2,048 or 3,072 bits.</summary>
    ModulusLength,

    /// <summary>An RSA number is not written as minimal signed big-endian octets.</summary>
    ModulusForm,

    /// <summary>An RSA modulus is even.</summary>
    ModulusEven,

    /// <summary>An RSA exponent is not 65,537.</summary>
    WrongExponent,

    /// <summary>The object is not a <c>(hash ...)</c> list of an algorithm and a value.</summary>
    NotAHash,

    /// <summary>The hash is broken: MD5 or SHA-1.</summary>
    WeakHash,

    /// <summary>The hash algorithm is not one of ours.</summary>
    UnknownHash,

    /// <summary>A hash value or digest has not the length of its algorithm.</summary>
    HashLength,

    /// <summary>A principal is not written as a hash.</summary>
    NotAPrincipal,

    /// <summary>A principal is written with another hash than SHA-256, so one key would have two names.</summary>
    PrincipalNotSha256,

    /// <summary>The object is not a <c>(sig-val ...)</c> list.</summary>
    NotASignature,

    /// <summary>The parts of the signature value are not those of the one spelling.</summary>
    SignatureShape,

    /// <summary>The signature value is of another algorithm than the key.</summary>
    AlgorithmMismatch,

    /// <summary>A number of the signature is written with a leading zero octet.</summary>
    LeadingZero,

    /// <summary>A number of the signature is zero, or not below the group order or modulus.</summary>
    OutOfRange,

    /// <summary>An ECDSA s is above half the group order: the twin of a signature with another spelling.</summary>
    HighS,

    /// <summary>A part of the signature has the wrong length.</summary>
    SignatureLength,

    /// <summary>Everything is well formed, and the signature is not this key's over this digest.</summary>
    BadSignature,

    /// <summary>The object is not a private key.</summary>
    NotAPrivateKey,

    /// <summary>The parts of the private key are not those of its form, or a number is out of its range.</summary>
    PrivateKeyShape,

    /// <summary>The private part does not belong to the public one.</summary>
    PrivateKeyMismatch,

    /// <summary>The key is protected and no passphrase was given.</summary>
    PassphraseNeeded,

    /// <summary>The passphrase is wrong, or the protected key was changed: the seal cannot tell which.</summary>
    WrongPassphrase,

    /// <summary>The protection is not the one that this implementation writes.</summary>
    UnknownProtection,

    /// <summary>The key derivation asks for more work or memory than the limits allow.</summary>
    DerivationTooCostly,

    /// <summary>The key derivation is weaker than the limits allow.</summary>
    DerivationTooWeak,

    /// <summary>The text is not a key in a form that can be imported.</summary>
    NotImportable,

    /// <summary>The imported key is of a kind that is not supported.</summary>
    UnsupportedImport,
}
