using System.Text;
using HiperNet.Spki.Tags;

namespace HiperNet.Spki.Tests.Tags;

[TestClass]
public sealed class RankOrderingTests
{
    private static readonly RankOrdering[] Orderings =
        [NumericOrdering.Instance, TimeOrdering.Instance, DateOrdering.Instance, BinaryOrdering.Instance];

    [TestMethod]
    [DataRow("0", "0")]
    [DataRow("1", "1000000000")]
    [DataRow("-1", "-1000000000")]
    [DataRow("0.5", "500000000")]
    [DataRow("-0.000000001", "-1")]
    [DataRow("100", "100000000000")]
    [DataRow("999999999999999999.999999999", "999999999999999999999999999")]
    [DataRow("-999999999999999999.999999999", "-999999999999999999999999999")]
    public void A_number_has_a_rank_in_thousand_millionths(string text, string rank)
    {
        Assert.IsTrue(NumericOrdering.Instance.TryRank(Encoding.ASCII.GetBytes(text), out Int128 found));
        Assert.AreEqual(Int128.Parse(rank), found);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("-")]
    [DataRow("-0")]
    [DataRow("+1")]
    [DataRow("00")]
    [DataRow("010")]
    [DataRow("-01")]
    [DataRow("1.")]
    [DataRow(".5")]
    [DataRow("-.5")]
    [DataRow("1.0")]
    [DataRow("1.50")]
    [DataRow("-0.0")]
    [DataRow("1e1")]
    [DataRow("1E1")]
    [DataRow("0x10")]
    [DataRow("1,000")]
    [DataRow("1.2.3")]
    [DataRow("--1")]
    [DataRow("1-")]
    [DataRow(" 1")]
    [DataRow("1 ")]
    [DataRow("1\0")]
    [DataRow("NaN")]
    [DataRow("inf")]
    [DataRow("Infinity")]
    [DataRow("1000000000000000000")]
    [DataRow("0.0000000001")]
    [DataRow("99999999999999999999999999999999999999999")]
    [DataRow("４２")]
    public void What_is_not_the_one_spelling_is_no_number(string text) =>
        Assert.IsFalse(NumericOrdering.Instance.TryRank(Encoding.UTF8.GetBytes(text), out _));

    [TestMethod]
    [DataRow("24:00:00")]
    [DataRow("23:60:00")]
    [DataRow("23:59:60")]
    [DataRow("1:00:00")]
    [DataRow("01:00")]
    [DataRow("01-00-00")]
    [DataRow("01:0a:00")]
    [DataRow("-1:00:00")]
    [DataRow("01:00:00Z")]
    [DataRow("")]
    public void What_is_not_the_one_spelling_is_no_time(string text) =>
        Assert.IsFalse(TimeOrdering.Instance.TryRank(Encoding.ASCII.GetBytes(text), out _));

    [TestMethod]
    [DataRow("2026-02-29_00:00:00")]
    [DataRow("1900-02-29_00:00:00")]
    [DataRow("2026-13-01_00:00:00")]
    [DataRow("2026-00-01_00:00:00")]
    [DataRow("2026-01-00_00:00:00")]
    [DataRow("2026-04-31_00:00:00")]
    [DataRow("0000-01-01_00:00:00")]
    [DataRow("2016-12-31_23:59:60")]
    [DataRow("2026-01-01T00:00:00")]
    [DataRow("2026/01/01_00:00:00")]
    [DataRow("2026-01-01_00:00")]
    [DataRow("2026-01-01")]
    [DataRow("10000-01-01_00:00:00")]
    public void What_is_not_the_one_spelling_is_no_date(string text) =>
        Assert.IsFalse(DateOrdering.Instance.TryRank(Encoding.ASCII.GetBytes(text), out _));

    [TestMethod]
    [DataRow("2024-02-29_00:00:00")]
    [DataRow("2000-02-29_23:59:59")]
    [DataRow("0001-01-01_00:00:00")]
    [DataRow("9999-12-31_23:59:59")]
    public void A_date_is_spelled_as_it_was_read(string text)
    {
        Assert.IsTrue(DateOrdering.Instance.TryRank(Encoding.ASCII.GetBytes(text), out Int128 rank));
        Assert.AreEqual(text, Encoding.ASCII.GetString(DateOrdering.Instance.Spell(rank)));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("0001")]
    [DataRow("0000")]
    [DataRow("01000000000000000000000000000000")]
    public void What_is_not_the_one_spelling_is_no_binary_number(string hex) =>
        Assert.IsFalse(BinaryOrdering.Instance.TryRank(Convert.FromHexString(hex), out _));

    [TestMethod]
    public void Every_rank_has_a_spelling_that_has_the_rank()
    {
        foreach (RankOrdering ordering in Orderings)
        {
            Int128[] ranks =
            [
                ordering.Min, ordering.Min + 1, 0, 1, 59, 60, 3599, 3600, 65535, 65536, ordering.Max - 1, ordering.Max,
            ];
            foreach (Int128 rank in ranks.Where(rank => rank >= ordering.Min && rank <= ordering.Max))
            {
                byte[] text = ordering.Spell(rank);
                Assert.IsLessThanOrEqualTo(RankOrdering.MaxSpelling, text.Length);
                Assert.IsTrue(ordering.TryRank(text, out Int128 again), $"{ordering.Name} {rank}");
                Assert.AreEqual(rank, again);
            }
        }
    }
}
