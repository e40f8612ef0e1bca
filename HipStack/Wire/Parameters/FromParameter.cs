using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>FROM (RFC 8004 section 4.2.2): where a packet came from before a rendezvous server sent it on.</summary>
/// <param name="address">The address, IPv4 or IPv6.</param>
public sealed class FromParameter(IPAddress address) : IReadableParameter<FromParameter>
{
    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.From;

    /// <inheritdoc/>
    public ParameterType Type => Number;

    /// <summary>The address, IPv4 or IPv6.</summary>
    public IPAddress Address { get; } = WireAddress.Canonical(address);

    /// <inheritdoc/>
    public int Length => HipProtocol.AddressLength;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out FromParameter? value)
    {
        value = contents.Length == HipProtocol.AddressLength
            ? new FromParameter(WireAddress.Read(contents.Span))
            : null;
        return value is not null;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> contents) => WireAddress.Write(Address, contents);
}
