using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>ESP_TRANSFORM (RFC 7402 section 5.1.2): the ESP suites that are offered, or the one chosen.</summary>
/// <param name="suites">One to six, the preferred first.</param>
/// <exception cref="ArgumentException">There are none, or more than six.</exception>
public sealed class EspTransformParameter(IReadOnlyList<EspSuiteId> suites) : IReadableParameter<EspTransformParameter>
{
    private const int ReservedLength = 2;

    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.EspTransform;

    /// <inheritdoc/>
    public ParameterType Type => Number;

    /// <summary>What is listed, the preferred first; some may not be known. At most six are read.</summary>
    public IReadOnlyList<EspSuiteId> Suites { get; } = SuiteList.Limited(suites);

    /// <inheritdoc/>
    public int Length => ReservedLength + SuiteList.LengthOf(Suites.Count);

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out EspTransformParameter? value)
    {
        value = contents.Length >= ReservedLength && SuiteList.TryRead(contents.Span[ReservedLength..], out ushort[] ids)
            ? new EspTransformParameter(Array.ConvertAll(ids, id => (EspSuiteId)id))
            : null;
        return value is not null;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> contents)
    {
        for (int i = 0; i < Suites.Count; i++)
        {
            SuiteList.Write((ushort)Suites[i], i, contents[ReservedLength..]);
        }
    }
}
