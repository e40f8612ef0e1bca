using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>NAT_TRAVERSAL_MODE (RFC 9028 section 5.4): the NAT traversal modes that are offered, or the one chosen.</summary>
/// <param name="modes">One to six, the preferred first.</param>
/// <exception cref="ArgumentException">There are none, or more than six.</exception>
public sealed class NatTraversalModeParameter(IReadOnlyList<NatTraversalModeId> modes) : IReadableParameter<NatTraversalModeParameter>
{
    private const int ReservedLength = 2;

    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.NatTraversalMode;

    /// <inheritdoc/>
    public ParameterType Type => Number;

    /// <summary>What is listed, the preferred first; some may not be known. At most six are read.</summary>
    public IReadOnlyList<NatTraversalModeId> Modes { get; } = SuiteList.Limited(modes);

    /// <inheritdoc/>
    public int Length => ReservedLength + SuiteList.LengthOf(Modes.Count);

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out NatTraversalModeParameter? value)
    {
        value = contents.Length >= ReservedLength && SuiteList.TryRead(contents.Span[ReservedLength..], out ushort[] ids)
            ? new NatTraversalModeParameter(Array.ConvertAll(ids, id => (NatTraversalModeId)id))
            : null;
        return value is not null;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> contents)
    {
        for (int i = 0; i < Modes.Count; i++)
        {
            SuiteList.Write((ushort)Modes[i], i, contents[ReservedLength..]);
        }
    }
}
