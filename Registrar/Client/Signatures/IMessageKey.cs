namespace HiperNet.Registrar.Client.Signatures;

/// <summary>A public key that verifies messages.</summary>
public interface IMessageKey
{
    /// <summary>The algorithm, by its name in RFC 9421 section 3.3: a key has one.</summary>
    string Algorithm { get; }

    /// <summary>Whether a signature over a signature base is good; any octets give an answer.</summary>
    bool Verify(ReadOnlySpan<byte> signatureBase, ReadOnlySpan<byte> signature);
}
