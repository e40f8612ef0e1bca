namespace HiperNet.Spki.Keys;

/// <summary>The hashes that may stand in a <c>(hash ...)</c> object. MD5 and SHA-1 are refused as broken.</summary>
public enum SpkiHashAlgorithm
{
    /// <summary>SHA-256, written <c>sha256</c>, 32 octets.</summary>
    Sha256,

    /// <summary>SHA-384, written <c>sha384</c>, 48 octets.</summary>
    Sha384,
}
