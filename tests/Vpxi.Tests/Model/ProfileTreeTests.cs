using HiperNet.Testing;
using HiperNet.Vpxi.Model;
using FsCheck.Fluent;

namespace HiperNet.Vpxi.Tests.Model;

/// <summary>What holds in every part of a calendar's tree.</summary>
[TestClass]
public sealed class ProfileTreeTests
{
    private const int Bookings = 3_000;

    [TestMethod]
    public void The_tree_is_balanced_and_knows_its_sums() => Property.Check(
        Gen.Choose(1, int.MaxValue),
        seed =>
        {
            foreach ((string name, Calendar calendar) in CalendarShapes.All(Bookings, (ulong)seed))
            {
                IsRight(calendar.Profile!, name);
            }
        },
        count: 5);

    [TestMethod]
    public void Leaves_that_are_emptied_go() => Property.Check(
        Gen.Choose(1, int.MaxValue),
        seed =>
        {
            Calendar calendar = CalendarShapes.Any(Bookings, (ulong)seed);
            foreach ((int index, string id) in calendar.Bookings.Select(booking => booking.Id).ToArray().Index())
            {
                Assert.AreEqual(CalendarFault.None, calendar.Cancel(id, out calendar));
                if (index % 100 == 0 && calendar.Profile is { } profile)
                {
                    IsRight(profile, $"after {index}");
                    int changes = Leaves(profile).Sum(leaf => leaf.Changes.Length);
                    Assert.IsLessThanOrEqualTo(1 + (12.0 * changes / ProfileLeaf.Most), Leaves(profile).Count());
                }
            }

            Assert.IsNull(calendar.Profile);
        },
        count: 5);

    [TestMethod]
    public void No_part_says_that_less_is_free_than_is_and_a_leaf_says_what_is() => Property.Check(
        Gen.Choose(1, int.MaxValue),
        seed =>
        {
            foreach ((string name, Calendar calendar) in CalendarShapes.All(Bookings, (ulong)seed))
            {
                foreach (ProfileNode part in Parts(calendar.Profile!))
                {
                    Compare(part, name);
                }
            }
        },
        count: 2);

    private static void Compare(ProfileNode part, string name)
    {
        ProfileChange[] changes = [.. Flat(part)];
        for (int i = 0; i < 40; i++)
        {
            // Levels of the part, and between them.
            long level = changes[i * (changes.Length - 1) / 39].Level - (i % 3);
            StretchStep said = part.Stretches.At(level);
            StretchStep real = Real(changes, level);
            Assert.IsGreaterThanOrEqualTo(real.Longest, said.Longest, $"{name}: longest of {changes.Length}");
            Assert.IsGreaterThanOrEqualTo(real.Head, said.Head, $"{name}: head of {changes.Length}");
            Assert.IsLessThanOrEqualTo(real.Tail, said.Tail, $"{name}: tail of {changes.Length}");
            if (part is ProfileLeaf || changes.DistinctBy(change => change.Level).Count() < Stretches.Most)
            {
                Assert.AreEqual((real.Head, real.Tail), (said.Head, said.Tail), name);
                Assert.IsLessThanOrEqualTo(LongestPiece(changes, level), said.Longest, name);
            }
        }
    }

    // The longest stretch, those that go on outside of the part cut at its first and last change.
    private static ulong LongestPiece(ProfileChange[] changes, long most)
    {
        ulong longest = 0;
        long start = changes[0].Time;
        foreach ((int index, ProfileChange change) in changes.Index())
        {
            longest = Math.Max(longest, (ulong)(change.Time - start));
            start = change.Level > most && index + 1 < changes.Length ? changes[index + 1].Time : start;
        }

        return longest;
    }

    private static StretchStep Real(ProfileChange[] changes, long most)
    {
        long? start = 0 <= most ? long.MinValue : null;
        StretchStep real = new(0, 0, start is null ? long.MinValue : long.MaxValue, 0);
        foreach (ProfileChange change in changes)
        {
            if (change.Level <= most)
            {
                start ??= change.Time;
                continue;
            }

            real = start switch
            {
                null => real,
                long.MinValue => real with { Head = change.Time },
                _ => real with { Longest = Math.Max(real.Longest, (ulong)(change.Time - start.Value)) },
            };
            start = null;
        }

        return real with { Tail = start ?? long.MaxValue };
    }

    private static void IsRight(ProfileNode part, string name)
    {
        ProfileChange[] changes = [.. Flat(part)];
        Assert.IsTrue(changes.Skip(1).Zip(changes).All(pair => pair.First.Time > pair.Second.Time), name);
        Assert.AreEqual(changes[0].Time, part.First, name);
        Assert.AreEqual(changes[^1].Level, part.Sum, name);
        Assert.AreEqual(changes.Max(change => change.Level), part.Max, name);
        Assert.AreEqual(changes.Min(change => change.Level), part.Min, name);
        if (part is ProfileFork fork)
        {
            Assert.IsLessThanOrEqualTo(1, Math.Abs(fork.Left.Height - fork.Right.Height), name);
            IsRight(fork.Left, name);
            IsRight(fork.Right, name);
        }
        else
        {
            Assert.IsLessThanOrEqualTo(ProfileLeaf.Most, changes.Length, name);
        }
    }

    private static IEnumerable<ProfileNode> Parts(ProfileNode part) => part is ProfileFork fork
        ? [part, .. Parts(fork.Left), .. Parts(fork.Right)]
        : [part];

    private static IEnumerable<ProfileLeaf> Leaves(ProfileNode part) => Parts(part).OfType<ProfileLeaf>();

    private static IEnumerable<ProfileChange> Flat(ProfileNode part)
    {
        long before = 0;
        foreach (ProfileLeaf leaf in Leaves(part))
        {
            foreach (ProfileChange change in leaf.Changes.ToArray())
            {
                yield return change with { Level = before + change.Level };
            }

            before += leaf.Sum;
        }
    }
}
