using System.Security.Cryptography;

namespace HiperNet.HipStack.Crypto;

/// <summary>Diffie-Hellman modulo a prime of RFC 3526, in constant time.</summary>
internal sealed class ModpAgreement : IAgreement
{
    private readonly ModpGroup group;
    private readonly NumberHandle exponent;

    /// <summary>A new key.</summary>
    public ModpAgreement(ModpGroup group)
    {
        this.group = group;
        Span<byte> octets = stackalloc byte[group.ExponentBytes];
        RandomNumberGenerator.Fill(octets);
        exponent = SecretNumber.From(octets);
        LibCrypto.BN_set_flags(exponent, LibCrypto.ConstantTime);
        CryptographicOperations.ZeroMemory(octets);
    }

    /// <inheritdoc/>
    public byte[] PublicValue() => Power(ModpGroup.Generator);

    /// <inheritdoc/>
    public byte[]? Derive(ReadOnlySpan<byte> peerPublic) => group.Contains(peerPublic) ? Power(peerPublic) : null;

    /// <inheritdoc/>
    public void Dispose() => exponent.Dispose();

    private byte[] Power(ReadOnlySpan<byte> octets)
    {
        using NumberHandle number = SecretNumber.From(octets);
        using NumberHandle result = SecretNumber.Empty();
        using NumberContextHandle context = Native.Required(LibCrypto.BN_CTX_secure_new());
        Native.Require(LibCrypto.BN_mod_exp_mont_consttime(
            result, number, exponent, group.Prime, context, group.Montgomery) == 1);
        byte[] power = GC.AllocateUninitializedArray<byte>(group.Length, pinned: true);
        Native.Require(LibCrypto.BN_bn2binpad(result, power, power.Length) == power.Length);
        return power;
    }
}
