using System.Security.Cryptography;
using HiperNet.HipStack.Crypto;
using Org.BouncyCastle.Asn1.Sec;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.Agreement;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;
using ECPoint = Org.BouncyCastle.Math.EC.ECPoint;

namespace HiperNet.Interop.Tests.Hip;

/// <summary>An independent implementation comes to our Diffie-Hellman secrets and our KEYMAT.</summary>
[TestClass]
public sealed class AgreementInteropTests
{
    [TestMethod]
    [DataRow(DhGroup.P256, "secp256r1", 32)]
    [DataRow(DhGroup.P384, "secp384r1", 48)]
    [DataRow(DhGroup.P521, "secp521r1", 66)]
    public void An_elliptic_secret_is_the_x_of_the_product(DhGroup group, string name, int bytes)
    {
        X9ECParameters curve = SecNamedCurves.GetByName(name);
        for (int i = 0; i < 5; i++)
        {
            using DiffieHellman ours = DiffieHellman.Generate(group);
            BigInteger theirs = new(1, RandomNumberGenerator.GetBytes(30));
            byte[] value = curve.G.Multiply(theirs).Normalize().GetEncoded(compressed: false)[1..];
            ECPoint point = curve.Curve.DecodePoint([4, .. ours.PublicValue.Span]);

            Assert.IsTrue(point.IsValid());
            Assert.IsTrue(ours.TryDerive(value, out byte[]? secret));
            Assert.HasCount(bytes, secret);
            CollectionAssert.AreEqual(point.Multiply(theirs).Normalize().AffineXCoord.GetEncoded(), secret);
        }
    }

    [TestMethod]
    [DataRow(DhGroup.Modp1536, 1536)]
    [DataRow(DhGroup.Modp2048, 2048)]
    [DataRow(DhGroup.Modp3072, 3072)]
    public void A_MODP_secret_is_the_power_of_the_power(DhGroup group, int bits)
    {
        DHParameters parameters = bits switch
        {
            1536 => DHStandardGroups.rfc3526_1536,
            2048 => DHStandardGroups.rfc3526_2048,
            _ => DHStandardGroups.rfc3526_3072,
        };
        using DiffieHellman ours = DiffieHellman.Generate(group);
        BigInteger theirs = new(1, RandomNumberGenerator.GetBytes(40));
        byte[] value = Fixed(parameters.G.ModPow(theirs, parameters.P), bits / 8);

        Assert.IsTrue(ours.TryDerive(value, out byte[]? secret));
        BigInteger expected = new BigInteger(1, ours.PublicValue.ToArray()).ModPow(theirs, parameters.P);
        CollectionAssert.AreEqual(Fixed(expected, bits / 8), secret);
        Assert.IsFalse(ours.TryDerive(Fixed(parameters.P.Subtract(BigInteger.One), bits / 8), out _));
    }

    [TestMethod]
    public void KEYMAT_is_HKDF()
    {
        byte[] secret = RandomNumberGenerator.GetBytes(48);
        byte[] i = RandomNumberGenerator.GetBytes(48);
        byte[] j = RandomNumberGenerator.GetBytes(48);
        UInt128 less = new(0x2001_0021_0000_0000, 5);
        UInt128 more = new(0x2001_0022_0000_0000, 4);
        byte[] info = Convert.FromHexString("2001002100000000000000000000000520010022000000000000000000000004");
        HkdfBytesGenerator hkdf = new(new Sha384Digest());
        hkdf.Init(new HkdfParameters(secret, [.. i, .. j], info));
        byte[] expected = new byte[255 * 48];
        hkdf.GenerateBytes(expected, 0, expected.Length);

        using Keymat keymat = new(RHash.Sha384, secret, i, j, more, less);
        byte[] drawn = new byte[expected.Length];
        Assert.IsTrue(keymat.TryDraw(0, drawn));
        CollectionAssert.AreEqual(expected, drawn);
    }

    private static byte[] Fixed(BigInteger number, int bytes)
    {
        byte[] octets = number.ToByteArrayUnsigned();
        return [.. new byte[bytes - octets.Length], .. octets];
    }
}
