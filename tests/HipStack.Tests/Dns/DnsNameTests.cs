using System.Text;
using FsCheck.Fluent;
using HiperNet.HipStack.Dns;
using HiperNet.Testing;

namespace HiperNet.HipStack.Tests.Dns;

[TestClass]
public sealed class DnsNameTests
{
    private const int Inputs = 20_000;

    private static DnsName Parse(string text) =>
        DnsName.TryParse(text, null, out DnsName? name) ? name : throw new InvalidOperationException(text);

    [TestMethod]
    public void A_name_of_any_octets_is_written_and_read_as_itself() => Property.Check(
        from count in Gen.Choose(0, 3)
        from labels in (from length in Gen.Choose(1, 63)
                        from octets in Gen.Choose(0, 255).ArrayOf(length)
                        select (byte[])[(byte)length, .. octets.Select(octet => (byte)octet)]).ArrayOf(count)
        select (byte[])[.. labels.SelectMany(label => label), 0],
        wire =>
        {
            Assert.IsTrue(DnsName.TryRead(wire, out DnsName? name, out _));
            CollectionAssert.AreEqual(wire, name.Octets.ToArray());
            CollectionAssert.AreEqual(wire, Parse(name.ToString()).Octets.ToArray());
        });

    [TestMethod]
    public void Special_characters_are_escaped()
    {
        DnsName name = Parse("a\\.b\\;\\(\\032\\\\.c.");

        Assert.AreEqual("a\\.b\\;\\(\\032\\\\.c.", name.ToString());
        Assert.AreEqual("07612E623B28205C016300", Convert.ToHexString(name.Octets.Span));
    }

    [TestMethod]
    public void Names_that_differ_in_case_are_equal()
    {
        Assert.AreEqual(Parse("RVS.Example."), Parse("rvs.eXAMPLE."));
        Assert.AreEqual(Parse("RVS.Example.").GetHashCode(), Parse("rvs.eXAMPLE.").GetHashCode());
        Assert.AreNotEqual(Parse("rvs.example."), Parse("rvs\\.example."));
    }

    [TestMethod]
    public void Labels_and_names_have_limits()
    {
        string longest = new('a', 63);
        Assert.IsTrue(DnsName.TryParse(longest + ".", null, out _));
        Assert.IsFalse(DnsName.TryParse(longest + "a.", null, out _));
        string fits = $"{longest}.{longest}.{longest}.{new string('b', 61)}.";
        Assert.HasCount(DnsName.MaxLength, Parse(fits).Octets.ToArray());
        Assert.IsFalse(DnsName.TryParse(fits.Replace("b.", "bb.", StringComparison.Ordinal), null, out _));
        Assert.IsFalse(DnsName.TryParse("x", Parse(fits), out _));
        Assert.IsFalse(DnsName.TryParse(new string('.', 10_000), null, out _));
        Assert.IsFalse(DnsName.TryParse("", Parse("a."), out _));
        byte[] wire = [.. Parse(fits).Octets.Span[..^1], 1, (byte)'c', 0];
        Assert.IsFalse(DnsName.TryRead(wire, out _, out DnsFault fault));
        Assert.AreEqual(DnsFault.MalformedName, fault);
    }

    [TestMethod]
    public void Characters_beyond_ASCII_are_refused()
    {
        Assert.IsFalse(DnsName.TryParse("ä.", null, out _));
        Assert.IsFalse(DnsName.TryParse("\\ä.", null, out _));
        Assert.IsFalse(DnsName.TryParse("a b.", null, out _));
    }

    [TestMethod]
    public void No_octets_break_a_reader_of_records_and_what_is_read_is_written_back()
    {
        byte[] seed = HipRecord.TryParse(
            $"2 {new string('A', 32)} AQIDBAUG rvs.example.com. b.c.", null, out HipRecord? record, out _)
            ? record.ToArray()
            : [];

        int accepted = FuzzRun.Each(Inputs, source => source.Mutate(seed), data =>
        {
            if (!HipRecord.TryRead(data, out HipRecord? read, out _))
            {
                return false;
            }

            CollectionAssert.AreEqual(data, read.ToArray());
            Assert.IsTrue(HipRecord.TryParse(read.ToString(), null, out HipRecord? again, out _));
            CollectionAssert.AreEqual(data, again.ToArray());
            _ = read.TryGetIdentity(out _);
            return true;
        });

        Assert.IsGreaterThan(Inputs / 20, accepted);
    }

    [TestMethod]
    public void No_text_breaks_a_reader_of_zone_files()
    {
        byte[] seed = Encoding.Latin1.GetBytes(
            $"a.b\\.c\\100. 60 IN HIP ( 2 {new string('A', 32)} AQID ; c\n rvs.example. )");

        int accepted = FuzzRun.Each(Inputs, source => source.Mutate(seed), octets =>
        {
            string text = Encoding.Latin1.GetString(octets);
            if (!HipZoneRecord.TryParse(text, null, out HipZoneRecord? record, out _))
            {
                return false;
            }

            Assert.IsTrue(HipZoneRecord.TryParse(record.ToString(), null, out HipZoneRecord? again, out _));
            Assert.AreEqual(record.ToString(), again.ToString());
            return true;
        });

        Assert.IsGreaterThan(Inputs / 20, accepted);
    }
}
