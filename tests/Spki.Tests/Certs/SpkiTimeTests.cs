using System.Text;
using FsCheck;
using FsCheck.Fluent;
using HiperNet.Spki.Certs;

namespace HiperNet.Spki.Tests.Certs;

[TestClass]
public sealed class SpkiTimeTests
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20261121, 7);

    [TestMethod]
    [DataRow("")]
    [DataRow("2026-11-21_12:00")]
    [DataRow("2026-11-21_12:00:0")]
    [DataRow("2026-11-21_12:00:000")]
    [DataRow("2026-11-21T12:00:00")]
    [DataRow("2026-11-21 12:00:00")]
    [DataRow("2026-11-21_12:00:60")]
    [DataRow("2026-12-31_23:59:60")]
    [DataRow("2026-11-21_12:60:00")]
    [DataRow("2026-11-21_24:00:00")]
    [DataRow("2026-11-31_00:00:00")]
    [DataRow("2026-02-29_00:00:00")]
    [DataRow("1900-02-29_00:00:00")]
    [DataRow("2026-00-01_00:00:00")]
    [DataRow("2026-13-01_00:00:00")]
    [DataRow("2026-01-00_00:00:00")]
    [DataRow("0000-01-01_00:00:00")]
    [DataRow("2026-11-21_ 2:00:00")]
    [DataRow(" 026-11-21_12:00:00")]
    [DataRow("+026-11-21_12:00:00")]
    [DataRow("2026-1 -21_12:00:00")]
    [DataRow("2026-11-21_12:00:0\0")]
    [DataRow("2026-11-21_12:00:0Z")]
    [DataRow("2026-11-21_12.00.00")]
    [DataRow("2026/11/21_12:00:00")]
    [DataRow("2026-11-21_12:00:0\u0663")]
    public void What_is_not_the_one_spelling_is_refused(string text)
    {
        Assert.IsFalse(SpkiTime.TryParse(Encoding.UTF8.GetBytes(text), out _));
        Assert.IsFalse(SpkiTime.TryParse(Encoding.Latin1.GetBytes(text), out _));
    }

    [TestMethod]
    [DataRow("0001-01-01_00:00:00", 0L)]
    [DataRow("0001-01-01_00:00:01", 1L)]
    [DataRow("1970-01-01_00:00:00", 62_135_596_800L)]
    [DataRow("2000-02-29_00:00:00", 63_087_379_200L)]
    [DataRow("9999-12-31_23:59:59", 315_537_897_599L)]
    public void An_instant_counts_seconds_and_prints_as_it_was_read(string text, long seconds)
    {
        SpkiTime time = World.At(text);

        Assert.AreEqual(seconds, time.Seconds);
        Assert.AreEqual(text, time.ToString());
        Assert.AreEqual(time, SpkiTime.From(time.ToDateTimeOffset()));
    }

    [TestMethod]
    public void A_fraction_of_a_second_is_dropped_and_an_offset_counted()
    {
        DateTimeOffset time = new(2026, 11, 21, 13, 0, 0, 999, TimeSpan.FromHours(1));

        Assert.AreEqual(World.At("2026-11-21_12:00:00"), SpkiTime.From(time));
    }

    [TestMethod]
    public void Instants_compare_as_their_text_does_and_lie_between_the_extremes()
    {
        Prop.ForAll(
            ArbMap.Default.GeneratorFor<uint>().Two().ToArbitrary(),
            (pair) =>
            {
                SpkiTime left = new(pair.Item1);
                SpkiTime right = new(pair.Item2);
                int order = string.CompareOrdinal(left.ToString(), right.ToString());
                return Math.Sign(left.CompareTo(right)) == Math.Sign(order)
                    && SpkiTime.Min(left, right) == (left <= right ? left : right)
                    && SpkiTime.Always < left && left < SpkiTime.Forever
                    && World.At(left.ToString()) == left;
            }).Check(Config);
    }

    [TestMethod]
    public void The_extremes_have_names_and_no_spelling()
    {
        Assert.AreEqual("always", SpkiTime.Always.ToString());
        Assert.AreEqual("forever", SpkiTime.Forever.ToString());
        Assert.AreEqual(DateTimeOffset.MinValue, SpkiTime.Always.ToDateTimeOffset());
        Assert.AreEqual(DateTimeOffset.MaxValue, SpkiTime.Forever.ToDateTimeOffset());
    }
}
