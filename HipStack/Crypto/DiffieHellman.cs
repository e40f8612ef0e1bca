using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Crypto;

/// <summary>
/// One side's ephemeral key of a Diffie-Hellman exchange (RFC 7401 section 5.2.7). It may meet several peers, as an
/// R1 is sent to many. One thread at a time may use it.
/// <code>
/// elliptic curves   public value x | y, secret x             both padded to the field (RFC 5903 section 7)
/// MODP              public value g^a mod p, secret g^ab mod p  both padded to the prime (RFC 3526)
/// </code>
/// </summary>
public sealed class DiffieHellman : IDisposable
{
    private readonly IAgreement agreement;

    internal DiffieHellman(DhGroup group, IAgreement agreement)
    {
        Group = group;
        this.agreement = agreement;
        PublicValue = agreement.PublicValue();
    }

    /// <summary>The group.</summary>
    public DhGroup Group { get; }

    /// <summary>The Public Value field that goes to the peer.</summary>
    public ReadOnlyMemory<byte> PublicValue { get; }

    /// <summary>Makes a new key.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="IsSupported"/> is false.</exception>
    public static DiffieHellman Generate(DhGroup group) => new(group, group switch
    {
        DhGroup.P256 => new CurveAgreement(NamedCurve.P256),
        DhGroup.P384 => new CurveAgreement(NamedCurve.P384),
        DhGroup.P521 => new CurveAgreement(NamedCurve.P521),
        DhGroup.Modp1536 => new ModpAgreement(ModpGroup.Modp1536),
        DhGroup.Modp2048 => new ModpAgreement(ModpGroup.Modp2048),
        DhGroup.Modp3072 => new ModpAgreement(ModpGroup.Modp3072),
        _ => throw new ArgumentOutOfRangeException(nameof(group), group, "This group is not supported."),
    });

    /// <summary>Whether keys of a group can be made here.</summary>
    public static bool IsSupported(DhGroup group) => PublicLength(group) != 0;

    /// <summary>The exact length of a group's Public Value, in octets; zero if it is not supported.</summary>
    public static int PublicLength(DhGroup group) => group switch
    {
        DhGroup.P256 => 64,
        DhGroup.P384 => 96,
        DhGroup.P521 => 132,
        DhGroup.Modp1536 => 192,
        DhGroup.Modp2048 => 256,
        DhGroup.Modp3072 => 384,
        _ => 0,
    };

    /// <summary>
    /// Kij, the secret that both sides come to. False if the peer's value has another length than the group's,
    /// is no point of the curve, or is not from 2 to p - 2.
    /// </summary>
    /// <param name="peerPublic">The peer's Public Value.</param>
    /// <param name="secret">The secret, in its full length; the caller clears it.</param>
    public bool TryDerive(ReadOnlySpan<byte> peerPublic, [NotNullWhen(true)] out byte[]? secret)
    {
        secret = agreement.Derive(peerPublic);
        return secret is not null;
    }

    /// <inheritdoc/>
    public void Dispose() => agreement.Dispose();
}
