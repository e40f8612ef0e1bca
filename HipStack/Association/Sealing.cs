using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

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
        builder.Add(new HipMac2Parameter(Mac(secrets, builder.CoveredByMac2(hostId))));
        return Sign(builder, key);
    }

    public static void AddMac(PacketBuilder builder, Secrets secrets) =>
        builder.Add(new HipMacParameter(Mac(secrets, builder.Covered())));

    public static byte[] Sign(PacketBuilder builder, HostKey key) => AddSignature(builder, key).ToArray();

    public static PacketBuilder AddSignature(PacketBuilder builder, HostKey key) => builder.Add(
        new HipSignatureParameter(HostSignature.Algorithm(key.Identity), key.Sign(builder.Covered())));

    public static bool HasValidMac(HipPacket packet, Secrets secrets) =>
        packet.TryFind(ParameterType.HipMac, out HipParameter mac)
        && IsMac(mac, secrets, packet.CoveredBefore(mac));

    public static bool HasValidMac2(HipPacket packet, Secrets secrets, byte[] hostId) =>
        packet.TryFind(ParameterType.HipMac2, out HipParameter mac)
        && IsMac(mac, secrets, packet.CoveredByMac2(mac, hostId));

    public static bool HasValidSignature(HipPacket packet, HostVerifier sender) =>
        packet.TryFind(ParameterType.HipSignature, out HipParameter parameter)
        && packet.TryRead(out HipSignatureParameter? signature)
        && signature.Algorithm == sender.Algorithm
        && sender.Verify(packet.CoveredBefore(parameter), signature.Signature.Span);

    public static bool HasValidSignature2(HipPacket packet, HostVerifier sender) =>
        packet.TryFind(ParameterType.HipSignature2, out HipParameter parameter)
        && packet.TryRead(out HipSignature2Parameter? signature)
        && signature.Algorithm == sender.Algorithm
        && sender.Verify(packet.CoveredBySignature2(parameter), signature.Signature.Span);

    private static bool IsMac(HipParameter parameter, Secrets secrets, ReadOnlySpan<byte> covered) =>
        RHashes.IsHmac(secrets.Hash, secrets.Keys.IncomingAuthentication, covered, parameter.Contents.Span);

    private static byte[] Mac(Secrets secrets, ReadOnlySpan<byte> covered)
    {
        byte[] mac = new byte[RHashes.Length(secrets.Hash)];
        RHashes.Hmac(secrets.Hash, secrets.Keys.OutgoingAuthentication, covered, mac);
        return mac;
    }
}
