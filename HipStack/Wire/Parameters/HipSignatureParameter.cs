using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>HIP_SIGNATURE (RFC 7401 section 5.2.14): a signature over everything that precedes it.</summary>
/// <param name="algorithm">The algorithm, numbered as those of Host Identities.</param>
/// <param name="signature">The signature.</param>
public sealed class HipSignatureParameter(ushort algorithm, ReadOnlyMemory<byte> signature)
    : SignatureOctetsParameter(ParameterType.HipSignature, algorithm, signature),
        IReadableParameter<HipSignatureParameter>
{
    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.HipSignature;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out HipSignatureParameter? value)
    {
        value = contents.Length <= FixedLength
            ? null
            : new HipSignatureParameter(BinaryPrimitives.ReadUInt16BigEndian(contents.Span), contents[FixedLength..]);
        return value is not null;
    }
}
