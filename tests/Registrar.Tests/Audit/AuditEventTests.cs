using System.Text;
using FsCheck;
using FsCheck.Fluent;
using HiperNet.Registrar.Audit;

namespace HiperNet.Registrar.Tests.Audit;

[TestClass]
public sealed class AuditEventTests
{
    private static readonly DateTimeOffset Time = new(2026, 12, 1, 10, 0, 0, 250, TimeSpan.Zero);

    [TestMethod]
    public void An_entry_is_JSON_with_a_version()
    {
        AuditEvent one = AuditEvent.Create(Time, "vpxi.held", "ann", "genome-1", ("owner", "bob"));

        Assert.AreEqual(
            $$"""
            {"version":1,"id":"{{one.Id}}","time":"2026-12-01T10:00:00.250Z","name":"vpxi.held","actor":"ann",
            """
            + """
            "object":"genome-1","details":{"owner":"bob"}}
            """,
            Encoding.UTF8.GetString(one.Write()));
        Assert.AreEqual(32, one.Id.Length);
        Assert.AreNotEqual(one.Id, AuditEvent.Create(Time, "vpxi.held", "ann", "genome-1").Id);
        Assert.IsLessThan(
            0, string.CompareOrdinal(one.Id, AuditEvent.Create(Time.AddMilliseconds(1), "a", "b", "c").Id));
    }

    [TestMethod]
    public void Whatever_its_texts_are_an_event_fits_and_is_read_as_it_was_written() => Prop.ForAll<string, string>(
        (subject, detail) =>
        {
            AuditEvent one = AuditEvent.Create(Time, "a", subject ?? "", subject ?? "", ("d", detail ?? ""));
            byte[] entry = one.Write();
            return entry.Length <= LogLimits.EntryOctets && AuditEvent.Read(entry).Write().SequenceEqual(entry);
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void What_is_longer_than_its_limit_is_cut_and_says_so()
    {
        AuditEvent one = AuditEvent.Create(Time, "a", new string('x', 300), new string('y', 256), ("d", new('z', 999)));

        Assert.AreEqual(new string('x', 253) + "...", one.Actor);
        Assert.AreEqual(new string('y', 256), one.Object);
        Assert.AreEqual(new string('z', 509) + "...", one.Details["d"]);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("Held")]
    [DataRow("a b")]
    [DataRow("a/b")]
    public void A_name_has_small_letters_digits_and_dots(string name)
    {
        Assert.ThrowsExactly<ArgumentException>(() => AuditEvent.Create(Time, name, "", ""));
        Assert.ThrowsExactly<ArgumentException>(() => AuditEvent.Create(Time, "a", "", "", (name, "")));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("[]")]
    [DataRow("{\"version\":2}")]
    [DataRow("{\"version\":1,\"id\":\"x\"}")]
    [DataRow("""
        {"version":1,"id":"x","time":"now","name":"a","actor":"","object":"","details":{}}
        """)]
    [DataRow("""
        {"version":1,"id":"x","time":"2026-12-01T10:00:00Z","name":"a","actor":"","object":"","details":{"d":[]}}
        """)]
    public void What_is_no_entry_is_refused(string entry) =>
        Assert.ThrowsExactly<InvalidDataException>(() => AuditEvent.Read(Encoding.UTF8.GetBytes(entry)));
}
