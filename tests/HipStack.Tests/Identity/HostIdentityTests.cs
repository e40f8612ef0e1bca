using FsCheck;
using FsCheck.Fluent;
using HiperNet.HipStack.Identity;

namespace HiperNet.HipStack.Tests.Identity;

[TestClass]
public sealed class HostIdentityTests
{
    private const ushort Rsa = (ushort)HostIdentityAlgorithm.Rsa;
    private const ushort Ecdsa = (ushort)HostIdentityAlgorithm.Ecdsa;
    private const ushort EdDsa = (ushort)HostIdentityAlgorithm.EdDsa;

    [TestMethod]
    public void Parsing_what_was_encoded_gives_the_same_identity()
    {
        Gen<HostIdentity> rsa =
            from octets in Octets(256)
            let modulus = (byte[])[(byte)(octets[0] | 0x80), .. octets[1..255], (byte)(octets[255] | 1)]
            select HostIdentity.FromRsa(modulus, [1, 0, 1]);
        Gen<HostIdentity> ecdsa =
            from curve in Gen.Elements(EcdsaCurve.P256, EcdsaCurve.P384)
            from octets in Octets(curve == EcdsaCurve.P256 ? 64 : 96)
            select HostIdentity.FromEcdsa(curve, [4, .. octets]);
        Gen<HostIdentity> ed25519 = from octets in Octets(32) select HostIdentity.FromEd25519(octets);

        Prop.ForAll(
            Gen.OneOf(rsa, ecdsa, ed25519).ToArbitrary(),
            built => HostIdentity.TryParse((ushort)built.Algorithm, built.Encoding.Span, out HostIdentity? read, out _)
                && read.Equals(built)
                && read.GetHashCode() == built.GetHashCode()
                && Hit.Of(read) == Hit.Of(built)
                && Hit.Of(read).Suite == built.Suite).Check(Properties.Config);
    }

    [TestMethod]
    public void No_octets_at_all_make_the_reader_throw()
    {
        Gen<(int Algorithm, byte[] Octets)> input =
            from algorithm in Gen.Elements(5, 7, 13, 3, 0, 65535)
            from length in Gen.Choose(0, 400)
            from octets in Octets(length)
            select (algorithm, octets);

        Prop.ForAll(input.ToArbitrary(), value =>
        {
            bool read = HostIdentity.TryParse(
                (ushort)value.Algorithm, value.Octets, out HostIdentity? identity, out HostIdentityFault fault);
            return read == (fault == HostIdentityFault.None)
                && (!read || identity!.Encoding.Span.SequenceEqual(value.Octets));
        }).Check(Properties.Config);
    }

    [TestMethod]
    public void An_ed25519_identity_has_two_zero_octets_after_its_curve()
    {
        byte[] key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

        HostIdentity identity = HostIdentity.FromEd25519(key);

        Assert.AreEqual("00010000" + Convert.ToHexString(key), Convert.ToHexString(identity.Encoding.Span));
        Assert.AreEqual("2001:25:", Hit.Of(identity).ToString()[..8]);
    }

    [TestMethod]
    [DataRow((ushort)0, HostIdentityFault.UnknownAlgorithm, DisplayName = "reserved")]
    [DataRow((ushort)3, HostIdentityFault.UnknownAlgorithm, DisplayName = "DSA")]
    [DataRow((ushort)9, HostIdentityFault.UnknownAlgorithm, DisplayName = "ECDSA_LOW")]
    [DataRow(Rsa, HostIdentityFault.WrongLength)]
    [DataRow(Ecdsa, HostIdentityFault.WrongLength)]
    [DataRow(EdDsa, HostIdentityFault.WrongLength)]
    public void Empty_octets_are_refused(ushort algorithm, HostIdentityFault expected) =>
        AssertFault(expected, algorithm, []);

    [TestMethod]
    public void RSA_numbers_outside_the_limits_are_refused()
    {
        byte[] modulus = [0x80, .. new byte[254], 1];

        AssertFault(HostIdentityFault.None, Rsa, [3, 1, 0, 1, .. modulus]);
        AssertFault(HostIdentityFault.OutsideLimits, Rsa, [3, 1, 0, 1, 0x7F, .. modulus[1..]]);
        AssertFault(HostIdentityFault.OutsideLimits, Rsa, [3, 1, 0, 2, .. modulus]);
        AssertFault(HostIdentityFault.OutsideLimits, Rsa, [3, 1, 0, 1, .. modulus[..^1], 2]);
        AssertFault(HostIdentityFault.OutsideLimits, Rsa, [1, 1, .. modulus]);
        AssertFault(HostIdentityFault.OutsideLimits, Rsa, [5, 1, 0, 0, 0, 1, .. modulus]);
        AssertFault(HostIdentityFault.OutsideLimits, Rsa, [0, 0, 3, 1, 0, 1, .. modulus]);
        AssertFault(HostIdentityFault.OutsideLimits, Rsa, [3, 1, 0, 1, .. modulus[..1], .. new byte[1024], 1]);
        AssertFault(HostIdentityFault.Malformed, Rsa, [3, 0, 0, 3, .. modulus]);
        AssertFault(HostIdentityFault.Malformed, Rsa, [3, 1, 0, 1, 0, .. modulus]);
        AssertFault(HostIdentityFault.WrongLength, Rsa, [3, 1, 0, 1, .. modulus[1..]]);
    }

    [TestMethod]
    public void Points_of_another_form_are_refused()
    {
        AssertFault(HostIdentityFault.None, Ecdsa, [0, 1, 4, .. new byte[64]]);
        AssertFault(HostIdentityFault.Malformed, Ecdsa, [0, 1, 2, .. new byte[64]]);
        AssertFault(HostIdentityFault.WrongLength, Ecdsa, [0, 1, 2, .. new byte[32]]);
        AssertFault(HostIdentityFault.WrongLength, Ecdsa, [0, 2, 4, .. new byte[64]]);
        AssertFault(HostIdentityFault.WrongLength, Ecdsa, [0, 1, 4, .. new byte[65]]);
        AssertFault(HostIdentityFault.UnknownCurve, Ecdsa, [0, 3, 4, .. new byte[64]]);

        // One peer writes OpenSSL's number for P-256.
        AssertFault(HostIdentityFault.UnknownCurve, Ecdsa, [0x01, 0x9F, 4, .. new byte[64]]);
    }

    [TestMethod]
    public void EdDSA_fields_that_are_not_as_fixed_are_refused()
    {
        AssertFault(HostIdentityFault.None, EdDsa, [0, 1, 0, 0, .. new byte[32]]);
        AssertFault(HostIdentityFault.Malformed, EdDsa, [0, 1, 0, 1, .. new byte[32]]);
        AssertFault(HostIdentityFault.WrongLength, EdDsa, [0, 1, .. new byte[32]]);
        AssertFault(HostIdentityFault.UnknownCurve, EdDsa, [0, 3, 0, 0, .. new byte[57]]);
    }

    [TestMethod]
    public void Keys_of_a_wrong_length_are_the_programmer_s_error()
    {
        Assert.ThrowsExactly<ArgumentException>(() => HostIdentity.FromEd25519(new byte[31]));
        Assert.ThrowsExactly<ArgumentException>(() => HostIdentity.FromEcdsa(EcdsaCurve.P256, new byte[65]));
        Assert.ThrowsExactly<ArgumentException>(() => HostIdentity.FromRsa(new byte[256], [1, 0, 1]));
    }

    private static Gen<byte[]> Octets(int length) => Gen.Choose(0, 255).Select(i => (byte)i).ArrayOf(length);

    private static void AssertFault(HostIdentityFault expected, ushort algorithm, byte[] octets)
    {
        bool read = HostIdentity.TryParse(algorithm, octets, out HostIdentity? identity, out HostIdentityFault fault);

        Assert.AreEqual(expected, fault);
        Assert.AreEqual(expected == HostIdentityFault.None, read);
        Assert.AreEqual(read, identity is not null);
    }
}
