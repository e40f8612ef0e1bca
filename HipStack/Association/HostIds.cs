using System.Diagnostics.CodeAnalysis;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Identity;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Association;

/// <summary>Host Identities in HOST_ID parameters (RFC 7401 section 5.2.9).</summary>
internal static class HostIds
{
    /// <summary>The HIT suites that we know, the best first (section 5.2.10).</summary>
    public static IReadOnlyList<byte> SupportedSuites { get; } =
    [
        (byte)HitSuite.EcdsaSha384, (byte)HitSuite.RsaSha256, (byte)HitSuite.EdDsaCShake128,
    ];

    public static HostIdParameter Of(HostIdentity identity) =>
        new((ushort)identity.Algorithm, identity.Encoding, DomainIdentifierType.None, ReadOnlyMemory<byte>.Empty);

    /// <summary>Reads a HOST_ID's contents, and sees that its key is usable and is that of the HIT.</summary>
    public static ControlDrop TryRead(
        ReadOnlyMemory<byte> contents, Hit hit, [NotNullWhen(true)] out HostVerifier? verifier)
    {
        verifier = null;
        if (!HostIdParameter.TryRead(contents, out HostIdParameter? parameter)
            || !HostIdentity.TryParse(
                parameter.Algorithm, parameter.HostIdentity.Span, out HostIdentity? identity, out _))
        {
            return ControlDrop.BadParameter;
        }

        if (!hit.IsOf(identity))
        {
            return ControlDrop.HitMismatch;
        }

        return HostVerifier.TryCreate(identity, out verifier) ? ControlDrop.None : ControlDrop.BadParameter;
    }
}
