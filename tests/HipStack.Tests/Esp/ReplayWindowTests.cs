using FsCheck.Fluent;
using HiperNet.HipStack.Esp;
using Property = HiperNet.Testing.Property;

namespace HiperNet.HipStack.Tests.Esp;

/// <summary>The window agrees with a set of all numbers seen (RFC 4303 section 3.4.3, RFC 6479).</summary>
[TestClass]
public sealed class ReplayWindowTests
{
    [TestMethod]
    public void The_window_is_what_a_set_says() => Property.Check(
        from start in Gen.Elements(0UL, 1UL, 5_000UL, (1UL << 32) - 1_500, 1UL << 40)
        from steps in Gen.OneOf(Gen.Choose(-1_100, 40), Gen.Choose(-64, 70), Gen.Choose(-2_500, 2_500)).ListOf(200)
        select (start, steps),
        value =>
        {
            ReplayWindow window = new(extended: true);
            HashSet<ulong> seen = [];
            ulong highest = 0;
            ulong at = value.start;
            foreach (int step in value.steps)
            {
                ulong candidate = (ulong)Math.Max(1, (long)Math.Max(at, highest) + step);
                bool expected = !seen.Contains(candidate)
                    && (candidate > highest || highest - candidate < ReplayWindow.Size);

                Assert.AreEqual(expected, window.IsNew(candidate), $"{candidate} after {highest}");
                if (expected)
                {
                    window.Add(candidate);
                    seen.Add(candidate);
                    highest = Math.Max(highest, candidate);
                    Assert.AreEqual(highest, window.Highest);
                }
            }
        },
        count: 300);

    [TestMethod]
    public void A_number_within_reach_of_the_window_is_expanded_rightly() => Property.Check(
        from high in Gen.Elements(0UL, 1UL, 7UL)
        from low in Gen.OneOf(Gen.Choose(0, 2_000), Gen.Choose(-2_000, -1))
        from step in Gen.Choose(-(ReplayWindow.Size - 1), 1_000_000)
        select (Highest: Math.Max(1, (high << 32) + (ulong)(long)(low < 0 ? low + (1L << 32) : low)), step),
        value =>
        {
            ulong sequence = value.Highest + (ulong)(long)value.step;
            if (value.step < 0 && value.Highest <= (ulong)-(long)value.step)
            {
                return;
            }

            ReplayWindow window = new(extended: true);
            window.Add(value.Highest);

            Assert.IsTrue(window.TryExpand((uint)sequence, out ulong expanded));
            Assert.AreEqual(sequence, expanded);
        });

    [TestMethod]
    public void Before_the_first_packet_no_number_lies_behind_zero()
    {
        ReplayWindow window = new(extended: true);

        Assert.IsFalse(window.TryExpand(uint.MaxValue, out _));
        Assert.IsFalse(window.TryExpand(0, out _));
        Assert.IsTrue(window.TryExpand(1, out _));
    }

    [TestMethod]
    public void After_the_last_extended_number_none_follows()
    {
        ReplayWindow window = new(extended: true);
        window.Add(ulong.MaxValue);

        Assert.IsFalse(window.TryExpand(5, out _));
        Assert.IsFalse(window.IsNew(ulong.MaxValue));
    }

    [TestMethod]
    public void Without_extension_the_number_is_the_32_bits()
    {
        ReplayWindow window = new(extended: false);
        window.Add(uint.MaxValue);

        Assert.IsTrue(window.TryExpand(5, out ulong expanded));
        Assert.AreEqual(5UL, expanded);
        Assert.IsFalse(window.IsNew(expanded));
    }
}
