using System.Text;
using HiperNet.Registrar.Client.Signatures;
using HiperNet.Testing;

namespace HiperNet.Registrar.Tests.Signatures;

/// <summary>The part of RFC 9651 that signatures need.</summary>
[TestClass]
public sealed class StructuredFieldTests
{
    [TestMethod]
    [DataRow("a=(\"x\"  \"y\" );b;c=?1;d=?0 ", "(\"x\" \"y\");b;c;d=?0")]
    [DataRow("a=()", "()")]
    [DataRow("a=( \"\\\"\\\\\" );n=-12;t=tok/en;o=:AQI=:", "(\"\\\"\\\\\");n=-12;t=tok/en;o=:AQI=:")]
    [DataRow("a=(\"x\";req \"y\";key=\"k\")", "(\"x\";req \"y\";key=\"k\")")]
    [DataRow("a=(\"x\");  b=1", "(\"x\");b=1")]
    [DataRow("a=();n=999999999999999", "();n=999999999999999")]
    public void A_list_is_written_in_one_spelling(string text, string written)
    {
        Assert.IsTrue(SfReader.TryReadDictionary(text, out IReadOnlyList<SfMember>? members));
        Assert.AreEqual(written, SfWriter.List(members[0].List!, members[0].Parameters));
    }

    [TestMethod]
    [DataRow("a=1 , b=2,\tc", 3)]
    [DataRow("", 0)]
    [DataRow("  ", 0)]
    [DataRow("*k.-_9=:AQI=:", 1)]
    public void Members_are_apart_by_commas(string text, int count)
    {
        Assert.IsTrue(SfReader.TryReadDictionary(text, out IReadOnlyList<SfMember>? members));
        Assert.HasCount(count, members);
    }

    [TestMethod]
    [DataRow("a=1,")]
    [DataRow(",a=1")]
    [DataRow("a=1 b=2")]
    [DataRow("a=1,a=2")]
    [DataRow("A=1")]
    [DataRow("a=")]
    [DataRow("a=(")]
    [DataRow("a=(\"x\"\"y\")")]
    [DataRow("a=(\"x\",\"y\")")]
    [DataRow("a=((\"x\"))")]
    [DataRow("a=\"x")]
    [DataRow("a=\"\\x\"")]
    [DataRow("a=\"\\")]
    [DataRow("a=\"\u00e9\"")]
    [DataRow("a=\"\n\"")]
    [DataRow("a=1.5")]
    [DataRow("a=1000000000000000")]
    [DataRow("a=-")]
    [DataRow("a=?")]
    [DataRow("a=?2")]
    [DataRow("a=@1618884473")]
    [DataRow("a=%\"x\"")]
    [DataRow("a=:AQI:")]
    [DataRow("a=:AQJ=:")]
    [DataRow("a=:A QI=:")]
    [DataRow("a=:AQI=")]
    [DataRow("a=();b=1;b=2")]
    [DataRow("a=();B=1")]
    [DataRow("a=() ;b=1")]
    [DataRow("a;b=")]
    [DataRow("\0")]
    public void What_is_no_dictionary_or_has_two_meanings_is_refused(string text) =>
        Assert.IsFalse(SfReader.TryReadDictionary(text, out _));

    [TestMethod]
    public void What_is_longer_or_more_than_the_limits_is_refused()
    {
        string[] keys = [.. Enumerable.Range(0, 100).Select(i => $"k{i}")];

        Assert.IsFalse(Reads("a=\"" + new string('x', SignatureLimits.FieldCharacters) + "\""));
        Assert.IsTrue(Reads("a=\"" + new string('x', SignatureLimits.TextCharacters) + "\""));
        Assert.IsFalse(Reads("a=\"" + new string('x', SignatureLimits.TextCharacters + 1) + "\""));
        Assert.IsFalse(Reads("a=:" + Convert.ToBase64String(new byte[SignatureLimits.Octets + 1]) + ":"));
        Assert.IsTrue(Reads(string.Join(',', keys.Take(SignatureLimits.Members))));
        Assert.IsFalse(Reads(string.Join(',', keys.Take(SignatureLimits.Members + 1))));
        Assert.IsFalse(Reads("a=();" + string.Join(';', keys.Take(SignatureLimits.Parameters + 1))));
        Assert.IsFalse(Reads(
            "a=(" + string.Concat(Enumerable.Repeat("\"x\" ", SignatureLimits.Components + 1)) + ")"));
        Assert.IsFalse(Reads(new string('k', SignatureLimits.KeyCharacters + 1)));
    }

    [TestMethod]
    public void What_is_read_is_written_and_read_again_as_the_same()
    {
        byte[] sample = Encoding.ASCII.GetBytes(
            "s=(\"@method\" \"a\";req);created=16;nonce=\"\\\"x\\\\\";t=tok;o=:AQI=:;b=?0, z=:AQI=:, y=-5;q");

        int accepted = FuzzRun.Each(
            50_000,
            source => source.Mutate(sample),
            input =>
            {
                bool read = SfReader.TryReadDictionary(
                    Encoding.Latin1.GetString(input), out IReadOnlyList<SfMember>? members);
                foreach (SfMember member in members ?? [])
                {
                    if (member.List is not null)
                    {
                        string written = SfWriter.List(member.List, member.Parameters);
                        Assert.IsTrue(SfReader.TryReadDictionary("k=" + written, out IReadOnlyList<SfMember>? again));
                        Assert.AreEqual(written, SfWriter.List(again[0].List!, again[0].Parameters));
                    }
                }

                return read;
            });

        Assert.IsGreaterThan(0, accepted);
    }

    private static bool Reads(string text) => SfReader.TryReadDictionary(text, out _);
}
