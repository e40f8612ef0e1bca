namespace HiperNet.Registrar.Client.Signatures;

/// <summary>A private key that signs messages. Whoever has keys implements it.</summary>
public interface IMessageSigner
{
    /// <summary>The name of the key, for the keyid parameter: printable ASCII.</summary>
    string KeyId { get; }

    /// <summary>The algorithm, by its name in RFC 9421 section 3.3.</summary>
    string Algorithm { get; }

    /// <summary>Signs a signature base, in the form that section 3.3 gives for the algorithm.</summary>
    byte[] Sign(ReadOnlySpan<byte> signatureBase);
}
