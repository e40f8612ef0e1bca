using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace HiperNet.HipStack.Transport;

/// <summary>
/// An address of the network that carries us: IPv4 or IPv6, a port (0 without UDP), and the interface of a
/// link-local address. The default value is no address.
/// </summary>
public readonly struct UnderlayAddress : IEquatable<UnderlayAddress>
{
    private readonly UInt128 bits;
    private readonly uint scope;
    private readonly ushort port;
    private readonly byte octets;

    private UnderlayAddress(UInt128 bits, int octets, int port, uint scope)
    {
        this.bits = bits;
        this.octets = (byte)octets;
        this.port = (ushort)port;
        this.scope = scope;
    }

    /// <summary>0.0.0.0 without a port.</summary>
    public static UnderlayAddress Any4 { get; } = new(UInt128.Zero, 4, 0, 0);

    /// <summary>:: without a port.</summary>
    public static UnderlayAddress Any6 { get; } = new(UInt128.Zero, 16, 0, 0);

    /// <summary>Whether this is no address at all.</summary>
    public bool IsNone => octets == 0;

    /// <summary>Whether this is an IPv4 address.</summary>
    public bool IsIPv4 => octets == 4;

    /// <summary>Whether this is an IPv6 address.</summary>
    public bool IsIPv6 => octets == 16;

    /// <summary>Whether this is 0.0.0.0, :: or no address.</summary>
    public bool IsUnspecified => bits == UInt128.Zero;

    /// <summary>Whether this is within fe80::/10.</summary>
    public bool IsLinkLocal6 => IsIPv6 && (uint)(bits >> 118) == 0x3FA;

    /// <summary>The port; 0 where there is none.</summary>
    public int Port => port;

    /// <summary>The number of the interface for a link-local IPv6 address; otherwise 0.</summary>
    public uint Scope => scope;

    /// <summary>The number of octets of the address: 4, 16, or 0 for no address.</summary>
    public int Length => octets;

    /// <summary>Whether two addresses are the same in every part.</summary>
    public static bool operator ==(UnderlayAddress left, UnderlayAddress right) => left.Equals(right);

    /// <summary>Whether two addresses differ in a part.</summary>
    public static bool operator !=(UnderlayAddress left, UnderlayAddress right) => !left.Equals(right);

    /// <summary>An address from its four octets.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than four.</exception>
    public static UnderlayAddress Read4(ReadOnlySpan<byte> address, int port = 0) =>
        new(BinaryPrimitives.ReadUInt32BigEndian(address), 4, port, 0);

    /// <summary>
    /// An address from its sixteen octets. The scope is kept for link-local addresses only.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than sixteen.</exception>
    public static UnderlayAddress Read6(ReadOnlySpan<byte> address, int port = 0, uint scope = 0)
    {
        UnderlayAddress read = new(BinaryPrimitives.ReadUInt128BigEndian(address), 16, port, 0);
        return read.IsLinkLocal6 ? new UnderlayAddress(read.bits, 16, port, scope) : read;
    }

    /// <summary>Converts an address; an IPv4 address written as IPv6 becomes IPv4.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The port is not within 0 to 65535.</exception>
    public static UnderlayAddress From(IPAddress address, int port = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)port, ushort.MaxValue, nameof(port));
        Span<byte> bytes = stackalloc byte[16];
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        plain.TryWriteBytes(bytes, out _);
        return plain.AddressFamily == AddressFamily.InterNetwork
            ? Read4(bytes, port)
            : Read6(bytes, port, (uint)plain.ScopeId);
    }

    /// <summary>Converts an end point; an IPv4 address written as IPv6 becomes IPv4.</summary>
    public static UnderlayAddress From(IPEndPoint endPoint) => From(endPoint.Address, endPoint.Port);

    /// <summary>The same address with another port.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The port is not within 0 to 65535.</exception>
    public UnderlayAddress WithPort(int other)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)other, ushort.MaxValue, nameof(other));
        return new UnderlayAddress(bits, octets, other, scope);
    }

    /// <summary>Writes the address's 4 or 16 octets to the start of <paramref name="output"/>.</summary>
    /// <returns>How many were written; 0 for no address.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is less room.</exception>
    public int WriteTo(Span<byte> output)
    {
        if (IsIPv6)
        {
            BinaryPrimitives.WriteUInt128BigEndian(output, bits);
        }
        else if (IsIPv4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(output, (uint)bits);
        }

        return octets;
    }

    /// <summary>The address for the base library.</summary>
    /// <exception cref="InvalidOperationException">This is no address.</exception>
    public IPAddress ToAddress()
    {
        if (IsNone)
        {
            throw new InvalidOperationException("There is no address.");
        }

        Span<byte> bytes = stackalloc byte[16];
        ReadOnlySpan<byte> written = bytes[..WriteTo(bytes)];
        return IsIPv6 ? new IPAddress(written, scope) : new IPAddress(written);
    }

    /// <summary>The address and port for the base library.</summary>
    /// <exception cref="InvalidOperationException">This is no address.</exception>
    public IPEndPoint ToEndPoint() => new(ToAddress(), port);

    /// <summary>The address in text, with its port if it has one; <c>none</c> for no address.</summary>
    public override string ToString()
    {
        if (IsNone)
        {
            return "none";
        }

        return port == 0 ? ToAddress().ToString() : ToEndPoint().ToString();
    }

    /// <inheritdoc/>
    public bool Equals(UnderlayAddress other) =>
        bits == other.bits && port == other.port && octets == other.octets && scope == other.scope;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is UnderlayAddress other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(bits, port, octets, scope);
}
