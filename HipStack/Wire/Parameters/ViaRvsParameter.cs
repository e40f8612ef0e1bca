using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>VIA_RVS (RFC 8004 section 4.2.3): the rendezvous servers that an I1 passed, for diagnosis.</summary>
/// <param name="addresses">At least one address, IPv4 or IPv6.</param>
public sealed class ViaRvsParameter(IReadOnlyList<IPAddress> addresses) : IReadableParameter<ViaRvsParameter>
{
    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.ViaRvs;

    /// <inheritdoc/>
    public ParameterType Type => Number;

    /// <summary>The addresses, IPv4 or IPv6.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; } = [.. addresses.Select(WireAddress.Canonical)];

    /// <inheritdoc/>
    public int Length => Addresses.Count * HipProtocol.AddressLength;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out ViaRvsParameter? value)
    {
        value = null;
        int count = contents.Length / HipProtocol.AddressLength;
        if (contents.Length % HipProtocol.AddressLength == 0 && count is > 0 and <= HipProtocol.MaxServers)
        {
            IPAddress[] addresses = new IPAddress[count];
            for (int i = 0; i < count; i++)
            {
                addresses[i] = WireAddress.Read(contents.Span[(i * HipProtocol.AddressLength)..]);
            }

            value = new ViaRvsParameter(addresses);
        }

        return value is not null;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> contents)
    {
        for (int i = 0; i < Addresses.Count; i++)
        {
            WireAddress.Write(Addresses[i], contents[(i * HipProtocol.AddressLength)..]);
        }
    }
}
