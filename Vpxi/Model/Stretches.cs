namespace HiperNet.Vpxi.Model;

/// <summary>
/// For every level, how long the use of a part of a profile stays at or below it: steps of rising levels. A leaf has
/// all of them. A fork keeps at most <see cref="Most"/>; where it had more, each holds for a range of levels and is
/// true for the highest of them, so that it never says less than is free.
/// </summary>
internal sealed class Stretches
{
    /// <summary>The most steps of a fork: what two half-filled leaves have, so that no more room is taken.</summary>
    public const int Most = 256;

    private readonly StretchStep[] steps;

    private Stretches(StretchStep[] steps) => this.steps = steps;

    /// <summary>What holds at a level, relative to the use before the part.</summary>
    public StretchStep At(long level)
    {
        int low = 0;
        int high = steps.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (steps[middle].Level <= level)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low == 0 ? StretchStep.None : steps[low - 1];
    }

    /// <summary>
    /// The steps of a leaf. The states between its changes, and those before and after all of them, become free in the
    /// order of their levels; each joins the free ones on its sides.
    /// </summary>
    public static Stretches Of(ReadOnlySpan<ProfileChange> changes)
    {
        int last = changes.Length;
        Span<long> levels = stackalloc long[ProfileLeaf.Most + 1];
        Span<int> order = stackalloc int[ProfileLeaf.Most + 1];
        levels = levels[..(last + 1)];
        order = order[..(last + 1)];
        for (int i = 0; i <= last; i++)
        {
            (levels[i], order[i]) = (i == 0 ? 0 : changes[i - 1].Level, i);
        }

        levels.Sort(order);
        // Of a run of free states its first one knows the last, and its last one the first; others know nothing.
        Span<int> ends = stackalloc int[ProfileLeaf.Most + 1];
        ends.Fill(-1);
        List<StretchStep> made = [];
        StretchStep step = StretchStep.None;
        for (int i = 0; i <= last; i++)
        {
            int state = order[i];
            int start = state > 0 && ends[state - 1] >= 0 ? ends[state - 1] : state;
            int end = state < last && ends[state + 1] >= 0 ? ends[state + 1] : state;
            (ends[state], ends[start], ends[end]) = (state, end, start);
            step = Grown(step, changes, start, end) with { Level = levels[i] };
            Append(made, step);
        }

        return new Stretches([.. made]);
    }

    /// <summary>The steps of two parts together.</summary>
    /// <param name="left">The first one.</param>
    /// <param name="right">The second one.</param>
    /// <param name="sum">By how much the use changes in the first one.</param>
    /// <param name="first">The first instant of the second one.</param>
    public static Stretches Join(Stretches left, Stretches right, long sum, long first)
    {
        List<StretchStep> made = [];
        (int l, int r) = (0, 0);
        (StretchStep before, StretchStep after) = (StretchStep.None, StretchStep.None);
        while (l < left.steps.Length || r < right.steps.Length)
        {
            long leftLevel = l < left.steps.Length ? left.steps[l].Level : long.MaxValue;
            long rightLevel = r < right.steps.Length ? right.steps[r].Level + sum : long.MaxValue;
            long level = Math.Min(leftLevel, rightLevel);
            before = leftLevel == level && l < left.steps.Length ? left.steps[l++] : before;
            after = rightLevel == level && r < right.steps.Length ? right.steps[r++] : after;
            Append(made, Joined(before, after, first) with { Level = level });
        }

        return new Stretches(Thin(made));
    }

    private static StretchStep Grown(StretchStep step, ReadOnlySpan<ProfileChange> changes, int start, int end)
    {
        bool isFirst = start == 0;
        bool isLast = end == changes.Length;
        return (isFirst, isLast) switch
        {
            (true, true) => step with { Head = long.MaxValue, Tail = long.MinValue },
            (true, false) => step with { Head = changes[end].Time },
            (false, true) => step with { Tail = changes[start - 1].Time },
            _ => step with { Longest = Math.Max(step.Longest, (ulong)(changes[end].Time - changes[start - 1].Time)) },
        };
    }

    // Where one side is a bound, the sides may differ in whether the use is low between them: the first instant of the
    // second part is then as far as a stretch can reach.
    private static StretchStep Joined(StretchStep left, StretchStep right, long first)
    {
        ulong longest = Math.Max(left.Longest, right.Longest);
        bool isWithin = left.Tail is not (long.MinValue or long.MaxValue)
            && right.Head is not (long.MinValue or long.MaxValue);
        return new StretchStep(
            long.MinValue,
            isWithin ? Math.Max(longest, (ulong)(right.Head - left.Tail)) : longest,
            left.Head == long.MaxValue ? Math.Max(right.Head, first) : left.Head,
            right.Tail == long.MinValue ? Math.Min(left.Tail, first) : right.Tail);
    }

    private static void Append(List<StretchStep> made, StretchStep step)
    {
        if (made.Count > 0 && made[^1].Level == step.Level)
        {
            made[^1] = step;
        }
        else if (made.Count == 0 || made[^1] with { Level = step.Level } != step)
        {
            made.Add(step);
        }
    }

    // The last step, at which everything is free, stays by itself: below it nothing is known of the head.
    private static StretchStep[] Thin(List<StretchStep> made)
    {
        if (made.Count <= Most)
        {
            return [.. made];
        }

        StretchStep[] kept = new StretchStep[Most];
        kept[^1] = made[^1];
        for (int i = 0; i < Most - 1; i++)
        {
            int start = i * (made.Count - 1) / (Most - 1);
            int end = (i + 1) * (made.Count - 1) / (Most - 1);
            kept[i] = made[end - 1] with { Level = made[start].Level };
        }

        return kept;
    }
}
