using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>
/// ENCRYPTED (RFC 7401 section 5.2.18): four reserved octets, then what the cipher made of padded parameters. How much
/// of it is the initialisation vector follows from the HIP_CIPHER.
/// </summary>
/// <param name="ivAndData">The initialisation vector and the encrypted data.</param>
public sealed class EncryptedParameter(ReadOnlyMemory<byte> ivAndData) : IReadableParameter<EncryptedParameter>
{
    private const int ReservedLength = 4;

    /// <summary>Joins an initialisation vector and encrypted data.</summary>
    public EncryptedParameter(ReadOnlySpan<byte> iv, ReadOnlySpan<byte> data)
        : this((byte[])[.. iv, .. data])
    {
    }

    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.Encrypted;

    /// <inheritdoc/>
    public ParameterType Type => Number;

    /// <summary>The initialisation vector and the encrypted data.</summary>
    public ReadOnlyMemory<byte> IvAndData { get; } = ivAndData;

    /// <inheritdoc/>
    public int Length => ReservedLength + IvAndData.Length;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out EncryptedParameter? value)
    {
        value = contents.Length > ReservedLength ? new EncryptedParameter(contents[ReservedLength..]) : null;
        return value is not null;
    }

    /// <summary>Takes initialisation vector and data apart; false if there is no data behind the vector.</summary>
    /// <param name="ivLength">The length of the vector, from <see cref="HipCiphers.IvLength"/>.</param>
    /// <param name="iv">The vector.</param>
    /// <param name="data">The encrypted data.</param>
    public bool TrySplit(int ivLength, out ReadOnlyMemory<byte> iv, out ReadOnlyMemory<byte> data)
    {
        bool isEnough = IvAndData.Length > ivLength;
        iv = isEnough ? IvAndData[..ivLength] : default;
        data = isEnough ? IvAndData[ivLength..] : default;
        return isEnough;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> contents) => IvAndData.Span.CopyTo(contents[ReservedLength..]);
}
