using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Association;

/// <summary>A HOST_ID in an ENCRYPTED parameter (RFC 7401 section 5.2.18).</summary>
internal static class EncryptedHostId
{
    public static EncryptedParameter Seal(HostIdParameter hostId, Secrets secrets, IRandomSource random)
    {
        byte[] iv = new byte[HipCipher.IvLength(secrets.Cipher)];
        random.Fill(iv);
        byte[] data = HipCipher.Encrypt(secrets.Cipher, secrets.Keys.OutgoingEncryption, iv, hostId.ToOctets());
        return new EncryptedParameter(iv, data);
    }

    /// <summary>The contents of the HOST_ID within; false if it decrypts to anything else.</summary>
    public static bool TryOpen(HipParameter parameter, Secrets secrets, out ReadOnlyMemory<byte> contents)
    {
        contents = default;
        return EncryptedParameter.TryRead(
                parameter.Contents, HipCipher.IvLength(secrets.Cipher), out EncryptedParameter? encrypted)
            && HipCipher.TryDecrypt(
                secrets.Cipher, secrets.Keys.IncomingEncryption, encrypted.Iv.Span, encrypted.Data.Span, out byte[] clear)
            && HipParameter.TryReadSingle(clear, out HipParameter inner)
            && inner.Type == (ushort)ParameterType.HostId
            && (contents = inner.Contents).Length > 0;
    }
}
