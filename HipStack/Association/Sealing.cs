using System.Security.Cryptography;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Association;

/// <summary>HIP_MAC and HIP_SIGNATURE, made and checked (RFC 7401 section 6.4).</summary>
internal static class Sealing
{
    /// <summary>Ends a packet with HIP_MAC and HIP_SIGNATURE.</summary>
    public static byte[] Seal(PacketBuilder builder, Secrets secrets, HostKey key)
    {
        AddMac(builder, secrets);
        return Sign(builder, key);
    }

    /// <summary>Ends an R2 with HIP_MAC_2, which covers our HOST_ID too, and HIP_SIGNATURE.</summary>
    public static byte[] SealR2(PacketBuilder builder, Secrets secrets, HostKey key, byte[] hostId)
    {
        byte[] covered = WithHostId(builder.Covered(), hostId);
        builder.Add(new HipMac2Parameter(Mac(secrets.Hash, secrets.Keys.OutgoingIntegrity, covered)));
        return Sign(builder, key);
    }

    public static void AddMac(PacketBuilder builder, Secrets secrets) =>
        builder.Add(new HipMacParameter(Mac(secrets.Hash, secrets.Keys.OutgoingIntegrity, builder.Covered())));

    public static byte[] Sign(PacketBuilder builder, HostKey key) => AddSignature(builder, key).ToArray();

    public static PacketBuilder AddSignature(PacketBuilder builder, HostKey key) => builder.Add(
        new HipSignatureParameter(HostSignature.Algorithm(key.Identity), key.Sign(builder.Covered())));

    public static bool HasValidMac(HipPacket packet, Secrets secrets) =>
        packet.TryFind(ParameterType.HipMac, out HipParameter mac)
        && IsMac(mac, secrets, packet.CoveredBefore(mac));

    public static bool HasValidMac2(HipPacket packet, Secrets secrets, byte[] hostId) =>
        packet.TryFind(ParameterType.HipMac2, out HipParameter mac)
        && IsMac(mac, secrets, WithHostId(packet.CoveredBefore(mac), hostId));

    public static bool HasValidSignature(HipPacket packet, HostVerifier sender) =>
        packet.TryFind(ParameterType.HipSignature, out HipParameter parameter)
        && HipSignatureParameter.TryRead(parameter.Contents, out HipSignatureParameter? signature)
        && signature.Algorithm == HostSignature.Algorithm(sender.Identity)
        && sender.Verify(packet.CoveredBefore(parameter), signature.Signature.Span);

    public static bool HasValidSignature2(HipPacket packet, HostVerifier sender) =>
        packet.TryFind(ParameterType.HipSignature2, out HipParameter parameter)
        && HipSignature2Parameter.TryRead(parameter.Contents, out HipSignature2Parameter? signature)
        && signature.Algorithm == HostSignature.Algorithm(sender.Identity)
        && sender.Verify(packet.CoveredBySignature2(parameter), signature.Signature.Span);

    private static bool IsMac(HipParameter parameter, Secrets secrets, ReadOnlySpan<byte> covered) =>
        CryptographicOperations.FixedTimeEquals(
            parameter.Contents.Span, Mac(secrets.Hash, secrets.Keys.IncomingIntegrity, covered));

    private static byte[] Mac(RHash hash, ReadOnlySpan<byte> key, ReadOnlySpan<byte> covered) =>
        RHashes.Hmac(hash, key, covered);

    /// <summary>The HOST_ID stands at the end, out of order, and the header's length counts it.</summary>
    private static byte[] WithHostId(ReadOnlySpan<byte> covered, byte[] hostId)
    {
        byte[] octets = [.. covered, .. hostId];
        octets[HipHeader.LengthOffset] = (byte)((octets.Length / 8) - 1);
        return octets;
    }
}
