using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>TRANSPORT_FORMAT_LIST (RFC 7401 section 5.2.11): the transport formats that are offered, or the one chosen.</summary>
/// <param name="formats">One to six, the preferred first.</param>
/// <exception cref="ArgumentException">There are none, or more than six.</exception>
public sealed class TransportFormatListParameter(IReadOnlyList<ParameterType> formats) : IReadableParameter<TransportFormatListParameter>
{
    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.TransportFormatList;

    /// <inheritdoc/>
    public ParameterType Type => Number;

    /// <summary>What is listed, the preferred first; some may not be known. At most six are read.</summary>
    public IReadOnlyList<ParameterType> Formats { get; } = SuiteList.Limited(formats);

    /// <inheritdoc/>
    public int Length => SuiteList.LengthOf(Formats.Count);

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out TransportFormatListParameter? value)
    {
        value = SuiteList.TryRead(contents.Span, out ushort[] ids)
            ? new TransportFormatListParameter(Array.ConvertAll(ids, id => (ParameterType)id))
            : null;
        return value is not null;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> contents)
    {
        for (int i = 0; i < Formats.Count; i++)
        {
            SuiteList.Write((ushort)Formats[i], i, contents);
        }
    }
}
