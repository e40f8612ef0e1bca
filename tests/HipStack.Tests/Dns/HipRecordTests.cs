using HiperNet.HipStack.Dns;
using HiperNet.HipStack.Identity;

namespace HiperNet.HipStack.Tests.Dns;

/// <summary>RFC 8005: HIP resource records on the wire and in zone files.</summary>
[TestClass]
public sealed class HipRecordTests
{
    private const string Hit = "200100107B1A74DF365639CC39F1D578";

    private const string Key =
        "AwEAAbdxyhNuSutc5EMzxTs9LBPCIkOFH8cIvM4p9+LrV4e19WzK00+CI6zBCQTdtWsuxKbWIy87UOoJTwkUs7lBu+Upr1gsNrut79ry"
        + "ra+bSRGQb1slImA8YVJyuIDsj7kwzG7jnERNqnWxZ48AWkskmdHaVDP4BcelrTI3rMXdXF5D";

    private const string Owner = "www.example.com.      IN  HIP ( 2 " + Hit + "\n      " + Key;

    private static readonly DnsName Origin =
        DnsName.TryParse("example.com.", null, out DnsName? name) ? name : throw new InvalidOperationException();

    private static HipRecord Parse(string text) =>
        HipRecord.TryParse(text, null, out HipRecord? record, out DnsFault fault)
            ? record
            : throw new InvalidOperationException(fault.ToString());

    private static DnsFault FaultOf(string text) =>
        HipRecord.TryParse(text, null, out _, out DnsFault fault) ? DnsFault.None : fault;

    private static DnsFault FaultOf(ReadOnlySpan<byte> data) =>
        HipRecord.TryRead(data, out _, out DnsFault fault) ? DnsFault.None : fault;

    [TestMethod]
    [DataRow(Owner + " )", "")]
    [DataRow(Owner + "\n   rvs.example.com. )", " rvs.example.com.")]
    [DataRow(Owner + "\n   rvs1.example.com.\n   rvs2.example.com. )", " rvs1.example.com. rvs2.example.com.")]
    public void The_examples_of_RFC_8005_section_7_are_read_and_written(string text, string servers)
    {
        Assert.IsTrue(
            HipZoneRecord.TryParse(text, null, out HipZoneRecord? record, out DnsFault fault), $"{fault}");

        Assert.AreEqual("www.example.com.", record.Owner.ToString());
        Assert.IsNull(record.Ttl);
        Assert.AreEqual(HipRecordAlgorithm.Rsa, record.Data.Algorithm);
        Assert.AreEqual($"www.example.com. IN HIP 2 {Hit} {Key}{servers}", record.ToString());
        byte[] data = record.Data.ToArray();
        Assert.AreEqual("1002" + "0084" + Hit, Convert.ToHexString(data.AsSpan(0, 20)));
        Assert.IsTrue(HipRecord.TryRead(data, out HipRecord? read, out _));
        Assert.AreEqual(record.Data.ToString(), read.ToString());
    }

    [TestMethod]
    public void The_HIT_of_the_examples_is_of_the_first_version_and_gives_no_identity() =>
        Assert.IsFalse(Parse($"2 {Hit} {Key}").TryGetIdentity(out _));

    [TestMethod]
    public void Every_kind_of_identity_comes_back_from_its_record()
    {
        byte[] modulus = [.. Enumerable.Repeat((byte)0xAB, 256)];
        HostIdentity[] identities =
        [
            HostIdentity.FromRsa(modulus, [1, 0, 1]),
            HostIdentity.FromEcdsa(EcdsaCurve.P256, [4, .. modulus[..64]]),
            HostIdentity.FromEcdsa(EcdsaCurve.P384, [4, .. modulus[..96]]),
            HostIdentity.FromEd25519(modulus.AsSpan(0, 32)),
        ];
        foreach (HostIdentity identity in identities)
        {
            HipRecord record = HipRecord.Of(identity, Origin);

            Assert.IsTrue(HipRecord.TryRead(record.ToArray(), out HipRecord? read, out _));
            Assert.IsTrue(read.TryGetIdentity(out HostIdentity? same));
            Assert.AreEqual(identity, same);
            Assert.IsTrue(Parse(record.ToString()).TryGetIdentity(out same));
            Assert.AreEqual(identity, same);
            Assert.AreEqual(Origin, read.RendezvousServers.Single());
        }
    }

    [TestMethod]
    public void A_HIT_of_another_key_gives_no_identity()
    {
        byte[] data = HipRecord.Of(HostIdentity.FromEd25519(new byte[32])).ToArray();
        data[^1] ^= 1;

        Assert.IsTrue(HipRecord.TryRead(data, out HipRecord? record, out _));
        Assert.IsFalse(record.TryGetIdentity(out _));
    }

    [TestMethod]
    public void An_unknown_algorithm_is_kept_and_gives_no_identity()
    {
        HipRecord record = Parse($"77 {Hit} AQID");

        Assert.AreEqual($"77 {Hit} AQID", record.ToString());
        Assert.IsFalse(record.TryGetIdentity(out _));
    }

    [TestMethod]
    public void Every_truncation_of_a_record_is_refused_or_ends_between_names()
    {
        byte[] data = Parse($"2 {Hit} AQID rvs.example. b.").ToArray();
        int[] ends = [4 + 16 + 3, 4 + 16 + 3 + 13];
        for (int length = 0; length < data.Length; length++)
        {
            Assert.AreEqual(
                ends.Contains(length) ? DnsFault.None : DnsFault.Truncated,
                FaultOf(data.AsSpan(0, length)),
                $"{length}");
        }
    }

    [TestMethod]
    public void A_compressed_name_is_refused()
    {
        byte[] data = [.. Parse($"2 {Hit} AQID").ToArray(), 1, (byte)'a', 0xC0, 0];

        Assert.AreEqual(DnsFault.CompressedName, FaultOf(data));
        data[^2] = 0x40;
        Assert.AreEqual(DnsFault.MalformedName, FaultOf(data));
    }

    [TestMethod]
    public void Lengths_outside_the_limits_are_refused()
    {
        byte[] data = Parse($"2 {Hit} AQID").ToArray();
        Assert.AreEqual(DnsFault.MalformedHit, FaultOf([15, .. data[1..]]));
        Assert.AreEqual(DnsFault.MalformedKey, FaultOf([16, 2, 0, 0, .. data[4..20]]));
        Assert.AreEqual(DnsFault.TooLong, FaultOf([16, 2, 0xFF, 0xFF, .. data[4..]]));

        Assert.AreEqual(DnsFault.None, FaultOf([.. data, .. new byte[HipRecord.MaxServers]]));
        Assert.AreEqual(DnsFault.TooManyServers, FaultOf([.. data, .. new byte[HipRecord.MaxServers + 1]]));
    }

    [TestMethod]
    [DataRow("", DnsFault.Truncated)]
    [DataRow("2 " + Hit, DnsFault.Truncated)]
    [DataRow("256 " + Hit + " AQID", DnsFault.MalformedAlgorithm)]
    [DataRow("-2 " + Hit + " AQID", DnsFault.MalformedAlgorithm)]
    [DataRow("RSA " + Hit + " AQID", DnsFault.MalformedAlgorithm)]
    [DataRow("2 200100107B1A74DF365639CC39F1D5 AQID", DnsFault.MalformedHit)]
    [DataRow("2 200100107B1A74DF365639CC39F1D57G AQID", DnsFault.MalformedHit)]
    [DataRow("2 2001:10:7b1a:74df:3656:39cc:39f1 AQID", DnsFault.MalformedHit)]
    [DataRow("2 " + Hit + " AQI", DnsFault.MalformedKey)]
    [DataRow("2 " + Hit + " ====", DnsFault.MalformedKey)]
    [DataRow("2 " + Hit + " AR==", DnsFault.MalformedKey)]
    [DataRow("2 " + Hit + " AQID rvs", DnsFault.MalformedName)]
    [DataRow("2 " + Hit + " AQID a..b.", DnsFault.MalformedName)]
    [DataRow("2 " + Hit + " AQID .a.", DnsFault.MalformedName)]
    [DataRow("2 " + Hit + " AQID a\\", DnsFault.MalformedName)]
    [DataRow("2 " + Hit + " AQID a\\256.", DnsFault.MalformedName)]
    [DataRow("2 " + Hit + " AQID a\\25", DnsFault.MalformedName)]
    [DataRow("( 2 " + Hit + " AQID", DnsFault.MalformedText)]
    [DataRow("2 " + Hit + " AQID )", DnsFault.MalformedText)]
    [DataRow("( ( 2 " + Hit + " AQID ) )", DnsFault.MalformedText)]
    [DataRow("2 \"" + Hit + "\" AQID", DnsFault.MalformedText)]
    [DataRow("2 " + Hit + " AQID\n2", DnsFault.SeveralRecords)]
    public void Text_that_is_no_record_is_refused_with_its_reason(string text, DnsFault fault) =>
        Assert.AreEqual(fault, FaultOf(text));

    [TestMethod]
    public void Text_outside_the_limits_is_refused()
    {
        Assert.AreEqual(DnsFault.TooLong, FaultOf(new string(' ', HipRecord.MaxTextLength + 1)));
        string servers = string.Concat(Enumerable.Repeat(" .", HipRecord.MaxServers));
        Assert.AreEqual(DnsFault.None, FaultOf($"2 {Hit} AQID{servers}"));
        Assert.AreEqual(DnsFault.TooManyServers, FaultOf($"2 {Hit} AQID{servers} ."));
        string key = Convert.ToBase64String(new byte[HipRecord.MaxKeyLength + 1]);
        Assert.AreEqual(DnsFault.TooLong, FaultOf($"2 {Hit} {key}"));
    }

    [TestMethod]
    public void Comments_and_line_ends_within_parentheses_are_no_part_of_a_record()
    {
        HipRecord record = Parse($"( 2 ; RSA (\n {Hit} ;\r\n\tAQID ) ; the end \"\n\n ; more\n");

        Assert.AreEqual($"2 {Hit} AQID", record.ToString());
    }

    [TestMethod]
    public void Time_to_live_and_class_stand_in_either_order_or_not_at_all()
    {
        foreach (string middle in (string[])["60 IN", "IN 60", "60", "in 60"])
        {
            Assert.IsTrue(
                HipZoneRecord.TryParse($"@ {middle} hip 2 {Hit} AQID rvs", Origin, out var record, out _));
            Assert.AreEqual(60U, record.Ttl);
            Assert.AreEqual($"example.com. 60 IN HIP 2 {Hit} AQID rvs.example.com.", record.ToString());
        }
    }

    [TestMethod]
    [DataRow("", DnsFault.NotHip)]
    [DataRow(" IN HIP 2 " + Hit + " AQID", DnsFault.NotHip)]
    [DataRow("a. CH HIP 2 " + Hit + " AQID", DnsFault.NotHip)]
    [DataRow("a. IN A 192.0.2.1", DnsFault.NotHip)]
    [DataRow("a. IN IN HIP 2 " + Hit + " AQID", DnsFault.NotHip)]
    [DataRow("a. 1 2 HIP 2 " + Hit + " AQID", DnsFault.NotHip)]
    [DataRow("a. 2147483648 HIP 2 " + Hit + " AQID", DnsFault.MalformedTtl)]
    [DataRow("a. 1h HIP 2 " + Hit + " AQID", DnsFault.MalformedTtl)]
    [DataRow("a IN HIP 2 " + Hit + " AQID", DnsFault.MalformedName)]
    [DataRow("a. IN HIP", DnsFault.Truncated)]
    public void A_line_that_is_no_HIP_record_is_refused_with_its_reason(string text, DnsFault expected)
    {
        Assert.IsFalse(HipZoneRecord.TryParse(text, null, out _, out DnsFault fault));
        Assert.AreEqual(expected, fault);
    }
}
