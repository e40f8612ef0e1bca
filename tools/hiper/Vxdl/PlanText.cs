using HiperNet.Vpxi.Model;
using HiperNet.Vpxi.Planning.Pools;

namespace HiperNet.Cli.Vxdl;

/// <summary>Plans, and why there is none, for people.</summary>
internal static class PlanText
{
    /// <summary>A plan as two tables.</summary>
    /// <param name="allocation">The plan.</param>
    /// <param name="why">What explains it; may be empty.</param>
    public static string Of(Allocation allocation, IReadOnlyList<string> why)
    {
        PlainText text = new();
        text.Line($"{allocation.Infrastructure}: {Window(allocation.Window)}, cost {Money.Spell(allocation.Cost)}");
        text.Table([
            ["NODE", "RESOURCE", "AMOUNTS", "WINDOW", "COST"],
            .. allocation.Nodes.Select(grant => new[]
            {
                grant.Node, grant.Resource, Amounts(grant.Amounts, grant.Window, grant.Alone),
                Window(grant.Window, allocation.Window), Money.Spell(grant.Cost),
            }),
        ]);
        if (allocation.Links.Count > 0)
        {
            text.Table([
                ["LINK", "PATH", "AMOUNTS", "WINDOW", "COST"],
                .. allocation.Links.Select(grant => new[]
                {
                    grant.Link, grant.Path.Count == 0 ? $"within {grant.From}" : string.Join(" ", grant.Path),
                    Amounts(grant.Amounts, grant.Window, grant.Alone),
                    Window(grant.Window, allocation.Window), Money.Spell(grant.Cost),
                }),
            ]);
        }

        foreach (string line in why)
        {
            text.Line(line);
        }

        return text.ToString();
    }

    /// <summary>Why there is no plan, in one line.</summary>
    public static string Of(AllocationRefusal refusal)
    {
        string relaxation = refusal.Relaxation is null ? "" : $"; it would do with {refusal.Relaxation}";
        string later = refusal.Later is not { } start ? ""
            : start.IsEarliest ? $"; the earliest start that works is {InstantText.Write(start.Start)}"
            : $"; a start that works is {InstantText.Write(start.Start)}";
        return PlainText.Clean(refusal.Message + relaxation + later);
    }

    private static string Window(TimeWindow window) =>
        $"{InstantText.Write(window.Start)} to {InstantText.Write(window.End)}";

    private static string Window(TimeWindow window, TimeWindow whole) => window == whole ? "all" : Window(window);

    private static string Amounts(ModelList<TimedAmount> amounts, TimeWindow window, bool alone) =>
        string.Join(", ", amounts
        .Select(amount => $"{amount.Capacity.Name} {amount.Capacity.Spell(amount.Amount)}"
            + (amount.Window == window ? "" : $" from {InstantText.Write(amount.Window.Start)}"))
        .Concat(alone ? ["alone"] : Array.Empty<string>()));
}
