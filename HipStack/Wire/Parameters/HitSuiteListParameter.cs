using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>
/// HIT_SUITE_LIST (RFC 7401 section 5.2.10): the HIT suites of a Responder. On the wire a suite stands in the upper
/// half of an octet; a lower half other than zero is an error, which UNSUPPORTED_HIT_SUITE may answer.
/// </summary>
/// <param name="suites">Suites, as four-bit numbers, the preferred first.</param>
public sealed class HitSuiteListParameter(IReadOnlyList<byte> suites) : IReadableParameter<HitSuiteListParameter>
{
    private const int SuiteShift = 4;
    private const byte ReservedMask = 0x0F;

    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.HitSuiteList;

    /// <inheritdoc/>
    public ParameterType Type => Number;

    /// <summary>Suites, as the four-bit numbers of HITs, the preferred first; some may not be known.</summary>
    public IReadOnlyList<byte> Suites { get; } = suites;

    /// <inheritdoc/>
    public int Length => Suites.Count;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out HitSuiteListParameter? value)
    {
        value = null;
        if (contents.Length is 0 or > HipProtocol.MaxListedIds)
        {
            return false;
        }

        byte[] suites = contents.ToArray();
        foreach (ref byte suite in suites.AsSpan())
        {
            if ((suite & ReservedMask) != 0)
            {
                return false;
            }

            suite >>= SuiteShift;
        }

        value = new HitSuiteListParameter(suites);
        return true;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> contents)
    {
        for (int i = 0; i < Suites.Count; i++)
        {
            contents[i] = (byte)(Suites[i] << SuiteShift);
        }
    }
}
