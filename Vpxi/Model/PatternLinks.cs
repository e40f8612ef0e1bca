namespace HiperNet.Vpxi.Model;

/// <summary>Which members of a pattern are linked.</summary>
internal static class PatternLinks
{
    /// <summary>How many links a pattern of so many members makes.</summary>
    public static long Count(PatternKind kind, long members) => kind switch
    {
        PatternKind.Lan or PatternKind.Star => members,
        PatternKind.Ring => members > 2 ? members : Math.Max(0, members - 1),
        PatternKind.Mesh => members * (members - 1) / 2,
        _ => Math.Max(0, members - 1),
    };

    /// <summary>The pairs of members, by number; -1 is the centre or the switch.</summary>
    public static IEnumerable<(int From, int To)> Pairs(PatternKind kind, int members, int fanout) => kind switch
    {
        PatternKind.Lan or PatternKind.Star => Enumerable.Range(0, members).Select(member => (-1, member)),
        PatternKind.Ring => Line(members).Concat(members > 2 ? [(members - 1, 0)] : []),
        PatternKind.Mesh => Enumerable.Range(0, members)
            .SelectMany(from => Enumerable.Range(from + 1, members - from - 1).Select(to => (from, to))),
        PatternKind.Tree => Enumerable.Range(1, Math.Max(0, members - 1))
            .Select(member => ((member - 1) / fanout, member)),
        _ => Line(members),
    };

    private static IEnumerable<(int From, int To)> Line(int members) =>
        Enumerable.Range(0, Math.Max(0, members - 1)).Select(member => (member, member + 1));
}
