using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>HIP_SIGNATURE_2 (RFC 7401 section 5.2.15): a signature over an R1 without what may differ between its copies.</summary>
/// <param name="algorithm">The algorithm, numbered as those of Host Identities.</param>
/// <param name="signature">The signature.</param>
public sealed class HipSignature2Parameter(ushort algorithm, ReadOnlyMemory<byte> signature)
    : SignatureOctetsParameter(ParameterType.HipSignature2, algorithm, signature),
        IReadableParameter<HipSignature2Parameter>
{
    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.HipSignature2;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out HipSignature2Parameter? value)
    {
        value = contents.Length <= FixedLength
            ? null
            : new HipSignature2Parameter(BinaryPrimitives.ReadUInt16BigEndian(contents.Span), contents[FixedLength..]);
        return value is not null;
    }
}
