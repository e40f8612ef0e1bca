using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using HiperNet.HipStack.Identity;

namespace HiperNet.HipStack.Tests.Identity;

[TestClass]
public sealed class CShake128Tests
{
    /// <summary>The two cSHAKE128 samples that NIST publishes beside SP 800-185.</summary>
    [TestMethod]
    [DataRow(4, "C1C36925B6409A04F1B504FCBCA9D82B4017277CB5ED2B2065FC1D3814D5AAF5")]
    [DataRow(200, "C5221D50E4F822D96A2E8881A961420F294B7B24FE3D2094BAED2C6524CC166B")]
    public void NIST_s_samples_come_out(int inputLength, string expected)
    {
        byte[] input = [.. Enumerable.Range(0, inputLength).Select(i => (byte)i)];
        byte[] output = new byte[32];

        CShake128.Hash(input, functionName: default, "Email Signature"u8, output);

        Assert.AreEqual(expected, Convert.ToHexString(output));
    }

    [TestMethod]
    public void Without_names_it_is_the_framework_s_SHAKE128()
    {
        Prop.ForAll(
            Gen.Choose(0, 600).ArrayOf(2).ToArbitrary(),
            lengths =>
            {
                byte[] input = [.. Enumerable.Range(0, lengths[0]).Select(i => (byte)(i * 31))];
                byte[] output = new byte[lengths[1]];
                CShake128.Hash(input, functionName: default, customisation: default, output);
                return output.AsSpan().SequenceEqual(Shake128.HashData(input, output.Length));
            }).Check(Properties.Config);
    }

    [TestMethod]
    [DataRow(168)]
    [DataRow(167)]
    [DataRow(169)]
    [DataRow(336)]
    public void A_customisation_that_ends_near_a_block_s_edge_still_separates(int length)
    {
        byte[] customisation = new byte[length];
        byte[] first = new byte[12];
        byte[] second = new byte[12];
        CShake128.Hash([1], functionName: default, customisation, first);
        customisation[^1] = 1;
        CShake128.Hash([1], functionName: default, customisation, second);

        CollectionAssert.AreNotEqual(first, second);
    }
}
