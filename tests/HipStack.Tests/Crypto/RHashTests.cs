using System.Security.Cryptography;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Identity;

namespace HiperNet.HipStack.Tests.Crypto;

[TestClass]
public sealed class RHashTests
{
    [TestMethod]
    [DataRow(HitSuite.RsaSha256, RHash.Sha256, 32)]
    [DataRow(HitSuite.EcdsaSha384, RHash.Sha384, 48)]
    [DataRow(HitSuite.EdDsaCShake128, RHash.Sha256, 32)]
    public void RHASH_follows_the_suite(HitSuite suite, RHash hash, int length)
    {
        Assert.AreEqual(hash, RHashes.Of(suite));
        Assert.AreEqual(length, RHashes.Length(hash));
        Assert.IsTrue(RHashes.TryOf(suite, out RHash same));
        Assert.AreEqual(hash, same);
        Assert.IsLessThanOrEqualTo(RHashes.MaxLength, length);
    }

    [TestMethod]
    public void A_suite_that_is_not_known_has_no_RHASH()
    {
        foreach (int number in new[] { 0, 3, 4, 6, 15 })
        {
            Assert.IsFalse(RHashes.TryOf((HitSuite)number, out _));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => RHashes.Of((HitSuite)number));
        }
    }

    [TestMethod]
    public void A_MAC_is_compared_whole()
    {
        byte[] key = [1, 2, 3];
        byte[] data = [4, 5, 6];
        byte[] mac = HMACSHA384.HashData(key, data);
        byte[] computed = new byte[48];
        RHashes.Hmac(RHash.Sha384, key, data, computed);

        CollectionAssert.AreEqual(mac, computed);
        Assert.IsTrue(RHashes.IsHmac(RHash.Sha384, key, data, mac));
        Assert.IsFalse(RHashes.IsHmac(RHash.Sha384, key, data, mac.AsSpan(0, 32)));
        Assert.IsFalse(RHashes.IsHmac(RHash.Sha384, key, data, default));
        Assert.IsFalse(RHashes.IsHmac(RHash.Sha384, key, data, [.. mac, 0]));
        Assert.IsFalse(RHashes.IsHmac(RHash.Sha256, key, data, mac));
        Assert.IsFalse(RHashes.IsHmac(RHash.Sha384, data, data, mac));
    }
}
