using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>HIP_CIPHER (RFC 7401 section 5.2.8): the ciphers of ENCRYPTED that are offered, or the one chosen.</summary>
/// <param name="ciphers">One to six, the preferred first.</param>
/// <exception cref="ArgumentException">There are none, or more than six.</exception>
public sealed class HipCipherParameter(IReadOnlyList<HipCipherId> ciphers) : IReadableParameter<HipCipherParameter>
{
    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.HipCipher;

    /// <inheritdoc/>
    public ParameterType Type => Number;

    /// <summary>What is listed, the preferred first; some may not be known. At most six are read.</summary>
    public IReadOnlyList<HipCipherId> Ciphers { get; } = SuiteList.Limited(ciphers);

    /// <inheritdoc/>
    public int Length => SuiteList.LengthOf(Ciphers.Count);

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out HipCipherParameter? value)
    {
        value = SuiteList.TryRead(contents.Span, out ushort[] ids)
            ? new HipCipherParameter(Array.ConvertAll(ids, id => (HipCipherId)id))
            : null;
        return value is not null;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> contents)
    {
        for (int i = 0; i < Ciphers.Count; i++)
        {
            SuiteList.Write((ushort)Ciphers[i], i, contents);
        }
    }
}
