using FsCheck;
using FsCheck.Fluent;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Tests.Model;

/// <summary>Makes steps that meet each other: few identifiers, few instants, amounts near the capacity.</summary>
internal static class CalendarGen
{
    public const long Capacity = 10;
    public const int Horizon = 40;

    public static Gen<TimeWindow> Window { get; } =
        from start in Gen.Choose(-5, Horizon)
        from length in Gen.Choose(1, 12)
        select new TimeWindow(start, start + length);

    public static Gen<CalendarStep> Step { get; } =
        from kind in Gen.Elements(0, 0, 0, 1, 2)
        from id in Gen.Choose(0, 25)
        from window in Window
        from amount in Gen.Choose(1, (int)Capacity + 1)
        select new CalendarStep(kind, $"b{id}", window, kind == 0 ? 1 + (amount / 2) : amount);

    public static Gen<CalendarStep[]> Steps { get; } = Gen.Choose(0, 60).SelectMany(Step.ArrayOf);

    public static Gen<Calendar> Any { get; } = Steps.Select(After);

    public static Calendar After(IEnumerable<CalendarStep> steps)
    {
        Calendar calendar = Calendar.Empty(Capacity);
        foreach (CalendarStep step in steps)
        {
            step.On(calendar, out calendar);
        }

        return calendar;
    }
}
