using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Association;

/// <summary>A HOST_ID in an ENCRYPTED parameter (RFC 7401 section 5.2.18).</summary>
internal static class EncryptedHostId
{
    public static EncryptedParameter Seal(HostIdParameter hostId, Secrets secrets, IRandomSource random)
    {
        byte[] iv = new byte[HipCipher.IvLength(secrets.Cipher)];
        random.Fill(iv);
        byte[] data = HipCipher.Encrypt(
            secrets.Cipher, secrets.Keys.OutgoingEncryption, iv, HipParameters.Encode(hostId));
        return new EncryptedParameter(iv, data);
    }

    /// <summary>The contents of the HOST_ID within; false if it decrypts to anything else.</summary>
    public static bool TryOpen(HipParameter parameter, Secrets secrets, out ReadOnlyMemory<byte> contents)
    {
        contents = default;
        if (!EncryptedParameter.TryRead(parameter.Contents, out EncryptedParameter? encrypted)
            || !encrypted.TrySplit(
                HipCipher.IvLength(secrets.Cipher), out ReadOnlyMemory<byte> iv, out ReadOnlyMemory<byte> data)
            || !HipCipher.TryDecrypt(
                secrets.Cipher, secrets.Keys.IncomingEncryption, iv.Span, data.Span, out byte[]? clear)
            || !HipParameters.TryParse(clear, 0, out IReadOnlyList<HipParameter>? inner, out _)
            || inner is not [{ Type: ParameterType.HostId } hostId])
        {
            return false;
        }

        contents = hostId.Contents;
        return true;
    }
}
