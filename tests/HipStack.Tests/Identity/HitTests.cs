using FsCheck;
using FsCheck.Fluent;
using HiperNet.HipStack.Identity;

namespace HiperNet.HipStack.Tests.Identity;

[TestClass]
public sealed class HitTests
{
    private const string Example = "2001:22:dd9d:d29d:a0e7:17cd:b5c8:c539";

    [TestMethod]
    public void A_HIT_reads_and_writes_its_octets_and_its_text()
    {
        Gen<byte[]> tails = Gen.Choose(0, 255).Select(i => (byte)i).ArrayOf(13);

        Prop.ForAll(tails.ToArbitrary(), tail =>
        {
            byte[] octets = [0x20, 0x01, 0x00, (byte)(0x20 | (tail[0] & 0x0F)), .. tail[1..]];
            byte[] written = new byte[Hit.Length];
            bool read = Hit.TryRead(octets, out Hit hit);
            hit.WriteTo(written);
            return read
                && written.AsSpan().SequenceEqual(octets)
                && (byte)hit.Suite == (tail[0] & 0x0F)
                && Hit.TryParse(hit.ToString(), out Hit parsed)
                && parsed == hit;
        }).Check(Properties.Config);
    }

    [TestMethod]
    [DataRow("2001:12:dd9d:d29d:a0e7:17cd:b5c8:c539", DisplayName = "ORCHID of version 1")]
    [DataRow("2001:30:dd9d:d29d:a0e7:17cd:b5c8:c539", DisplayName = "hierarchical HIT")]
    [DataRow("2001:21::1%3")]
    [DataRow("[2001:21::1]")]
    [DataRow("2001:21::1/28")]
    [DataRow("1.2.3.4")]
    [DataRow("::")]
    [DataRow("")]
    [DataRow("hit")]
    public void What_is_no_HIT_in_text_is_refused(string text)
    {
        Assert.IsFalse(Hit.TryParse(text, out Hit hit));
        Assert.IsTrue(hit.IsNone);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(15)]
    [DataRow(17)]
    public void Only_sixteen_octets_are_a_HIT(int length)
    {
        byte[] octets = new byte[length];
        new byte[] { 0x20, 0x01, 0x00, 0x22 }.AsSpan(0, Math.Min(4, length)).CopyTo(octets);

        Assert.IsFalse(Hit.TryRead(octets, out _));
    }

    [TestMethod]
    public void HITs_are_ordered_as_big_endian_numbers()
    {
        Assert.IsTrue(Hit.TryParse("2001:21:ff::", out Hit small));
        Assert.IsTrue(Hit.TryParse("2001:22::1", out Hit large));

        Assert.IsLessThan(0, small.CompareTo(large));
        Assert.IsGreaterThan(0, large.CompareTo(small));
        Assert.IsTrue(small != large);
    }

    [TestMethod]
    public void An_LSI_ends_in_the_HIT_s_low_24_bits()
    {
        Assert.IsTrue(Hit.TryParse(Example, out Hit hit));

        Lsi lsi = Lsi.Of(hit);

        Assert.AreEqual("1.200.197.57", lsi.ToString());
        byte[] octets = new byte[Lsi.Length];
        lsi.WriteTo(octets);
        Assert.IsTrue(Lsi.TryRead(octets, out Lsi read));
        Assert.AreEqual(lsi, read);
    }

    [TestMethod]
    public void Only_four_octets_of_network_1_are_an_LSI()
    {
        Assert.IsFalse(Lsi.TryRead([2, 0, 0, 1], out _));
        Assert.IsFalse(Lsi.TryRead([1, 0, 0], out _));
        Assert.IsFalse(Lsi.TryRead([1, 0, 0, 1, 0], out _));
    }
}
