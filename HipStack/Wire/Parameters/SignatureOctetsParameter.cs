using System.Buffers.Binary;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>A signature with its algorithm, as HIP_SIGNATURE and HIP_SIGNATURE_2 carry it.</summary>
public abstract class SignatureOctetsParameter : IHipParameter
{
    private protected const int FixedLength = 2;

    private protected SignatureOctetsParameter(ParameterType type, ushort algorithm, ReadOnlyMemory<byte> signature)
    {
        Type = type;
        Algorithm = algorithm;
        Signature = signature;
    }

    /// <inheritdoc/>
    public ParameterType Type { get; }

    /// <summary>The algorithm, numbered as those of Host Identities (RFC 7401 section 5.2.9).</summary>
    public ushort Algorithm { get; }

    /// <summary>The signature, in the form of its algorithm.</summary>
    public ReadOnlyMemory<byte> Signature { get; }

    /// <inheritdoc/>
    public int Length => FixedLength + Signature.Length;

    /// <inheritdoc/>
    public void Write(Span<byte> contents)
    {
        BinaryPrimitives.WriteUInt16BigEndian(contents, Algorithm);
        Signature.Span.CopyTo(contents[FixedLength..]);
    }
}
