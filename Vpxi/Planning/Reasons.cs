namespace HiperNet.Vpxi.Planning;

/// <summary>Refusals that are about no single node or link.</summary>
internal static class Reasons
{
    public static Refusal Contradiction(int group) => new(
        RefusalKind.Contradiction, group, -1, 0, null,
        $"group {group} keeps nodes apart that another group keeps together");

    public static Refusal TooCostly(Int128 most, Int128 cost) => new(
        RefusalKind.TooCostly, -1, -1, most, cost,
        $"the best plan found costs {cost}, and at most {most} is allowed");

    /// <summary>There is a plan, and <see cref="AdmissionPolicy"/> does not admit it.</summary>
    public static Refusal Displaces(Int128 cost) => new(
        RefusalKind.TooCostly, -1, -1, cost, null,
        $"the best plan found costs {cost}, and would take more from later requests than this one brings");

    /// <summary>Nothing single is to blame.</summary>
    /// <param name="certain">Whether all possibilities were looked at.</param>
    public static Refusal Rest(bool certain) => certain
        ? new Refusal(
            RefusalKind.Together, -1, -1, 0, null,
            "each node and link could be placed by itself, but there is no place for all of them at once")
        : new Refusal(
            RefusalKind.NotFound, -1, -1, 0, null,
            "each node and link could be placed by itself, but no plan for all of them was found in the steps given");
}
