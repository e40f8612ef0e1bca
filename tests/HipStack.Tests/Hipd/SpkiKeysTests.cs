using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Identity;
using HiperNet.Hipd.Policy;
using HiperNet.Spki.Keys;

namespace HiperNet.HipStack.Tests.Hipd;

[TestClass]
public sealed class SpkiKeysTests
{
    [TestMethod]
    [DataRow(KeyAlgorithm.P256)]
    [DataRow(KeyAlgorithm.P384)]
    [DataRow(KeyAlgorithm.Rsa2048)]
    [DataRow(KeyAlgorithm.Rsa3072)]
    [DataRow(KeyAlgorithm.Ed25519)]
    public void A_Host_Identity_is_the_principal_of_the_same_key(KeyAlgorithm algorithm)
    {
        using PrivateKey key = PrivateKey.Generate(algorithm);
        using HostKey host = PolicyWorld.HostKeyOf(key);

        Assert.AreEqual(key.Public.Principal, SpkiKeys.Of(host.Identity)?.Principal);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(255)]
    public void Numbers_that_are_no_RSA_key_never_throw(int exponent)
    {
        byte[] modulus = new byte[256];
        modulus[0] = 0x80;
        modulus[^1] = 2;
        byte[] contents = [1, (byte)exponent, .. modulus];

        bool isIdentity = HostIdentity.TryParse(5, contents, out HostIdentity? identity, out _);

        Assert.IsTrue(!isIdentity || SpkiKeys.Of(identity!) is null);
    }
}
