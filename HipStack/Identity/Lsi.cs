using System.Buffers.Binary;
using System.Net;

namespace HiperNet.HipStack.Identity;

/// <summary>
/// A Local Scope Identifier: the IPv4 address 1.x.y.z that stands for a HIT towards old programs, x.y.z being the
/// HIT's low 24 bits. It means something on one host only (RFC 5338 section 2), and two HITs may share one.
/// </summary>
public readonly struct Lsi : IEquatable<Lsi>
{
    /// <summary>The length of an LSI, in octets.</summary>
    public const int Length = 4;

    private const uint Network = 0x0100_0000;
    private const uint HostMask = 0x00FF_FFFF;

    private readonly uint value;

    private Lsi(uint value) => this.value = value;

    /// <summary>Whether two LSIs are the same.</summary>
    public static bool operator ==(Lsi left, Lsi right) => left.Equals(right);

    /// <summary>Whether two LSIs differ.</summary>
    public static bool operator !=(Lsi left, Lsi right) => !left.Equals(right);

    /// <summary>The LSI of a HIT.</summary>
    public static Lsi Of(Hit hit)
    {
        Span<byte> octets = stackalloc byte[Hit.Length];
        hit.WriteTo(octets);
        return new Lsi(Network | (BinaryPrimitives.ReadUInt32BigEndian(octets[^Length..]) & HostMask));
    }

    /// <summary>Reads an LSI from exactly four octets; false if they are not within 1.0.0.0/8.</summary>
    public static bool TryRead(ReadOnlySpan<byte> octets, out Lsi lsi)
    {
        lsi = octets.Length == Length ? new Lsi(BinaryPrimitives.ReadUInt32BigEndian(octets)) : default;
        if ((lsi.value & ~HostMask) != Network)
        {
            lsi = default;
        }

        return lsi != default;
    }

    /// <summary>Writes the four octets to the start of <paramref name="output"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is less room than <see cref="Length"/>.</exception>
    public void WriteTo(Span<byte> output) => BinaryPrimitives.WriteUInt32BigEndian(output, value);

    /// <summary>The LSI as an IPv4 address.</summary>
    public IPAddress ToAddress()
    {
        Span<byte> octets = stackalloc byte[Length];
        WriteTo(octets);
        return new IPAddress(octets);
    }

    /// <summary>The LSI as an IPv4 address in text.</summary>
    public override string ToString() => ToAddress().ToString();

    /// <inheritdoc/>
    public bool Equals(Lsi other) => value == other.value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Lsi other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => value.GetHashCode();
}
