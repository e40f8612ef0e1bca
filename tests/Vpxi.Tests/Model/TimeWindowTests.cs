using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Tests.Model;

[TestClass]
public sealed class TimeWindowTests
{
    [TestMethod]
    [DataRow(5, 5)]
    [DataRow(6, 5)]
    public void A_window_is_never_empty(long start, long end) =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new TimeWindow(start, end));

    [TestMethod]
    public void The_start_is_in_it_and_the_end_is_not()
    {
        TimeWindow window = new(10, 20);

        Assert.IsTrue(window.Contains(10));
        Assert.IsTrue(window.Contains(19));
        Assert.IsFalse(window.Contains(20));
        Assert.IsFalse(window.Contains(9));
        Assert.AreEqual(10, window.Length);
    }

    [TestMethod]
    [DataRow(0, 10, false)]
    [DataRow(0, 11, true)]
    [DataRow(19, 30, true)]
    [DataRow(20, 30, false)]
    [DataRow(12, 13, true)]
    [DataRow(0, 30, true)]
    public void Windows_overlap_where_an_instant_is_in_both(long start, long end, bool overlaps)
    {
        TimeWindow window = new(10, 20);
        TimeWindow other = new(start, end);

        Assert.AreEqual(overlaps, window.Overlaps(other));
        Assert.AreEqual(overlaps, other.Overlaps(window));
        Assert.AreEqual(overlaps, window.Intersect(other) is not null);
    }

    [TestMethod]
    public void The_instants_in_both_are_within_each()
    {
        TimeWindow? both = new TimeWindow(10, 20).Intersect(new TimeWindow(15, 40));

        Assert.AreEqual(new TimeWindow(15, 20), both);
        Assert.IsTrue(new TimeWindow(10, 20).Contains(both!.Value));
        Assert.IsFalse(both.Value.Contains(new TimeWindow(10, 20)));
    }
}
