using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>DH_GROUP_LIST (RFC 7401 section 5.2.6): the Diffie-Hellman groups of a host.</summary>
/// <param name="groups">Group IDs, one octet each, the preferred first.</param>
public sealed class DhGroupListParameter(ReadOnlyMemory<byte> groups) : IReadableParameter<DhGroupListParameter>
{
    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.DhGroupList;

    /// <inheritdoc/>
    public ParameterType Type => Number;

    /// <summary>Group IDs, one octet each, the preferred first; some may not be known.</summary>
    public ReadOnlyMemory<byte> Groups { get; } = groups;

    /// <inheritdoc/>
    public int Length => Groups.Length;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out DhGroupListParameter? value)
    {
        value = contents.Length is > 0 and <= HipProtocol.MaxListedIds ? new DhGroupListParameter(contents) : null;
        return value is not null;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> contents) => Groups.Span.CopyTo(contents);
}
