using static HiperNet.Vectors.Decisions.Make;

namespace HiperNet.Vectors.Decisions;

/// <summary>Thresholds that too few keys meet (RFC 2693 section 6.3.3).</summary>
internal static class RefusedThresholds
{
    private const string Pass = "(propagate) " + Vm;
    private const string TwoOfThree = "(k-of-n \"2\" \"3\" @A @B @C)";

    public static IReadOnlyList<DecisionCase> Cases { get; } =
    [
        Refuse("ThresholdNotMet", "one of two branches", "RFC 2693 section 6.3.3",
            Cert("R", TwoOfThree, Pass), Cert("A", "U")),
        Refuse("ThresholdNotMet", "two certificates of one branch", "a branch counts once",
            Cert("R", TwoOfThree, Pass), Cert("A", "U"), Cert("A", "U", Vm + "(comment again)")),
        Refuse("ThresholdNotMet", "two branches that end at different subjects", "attack",
            Cert("R", TwoOfThree, Pass), Cert("A", "U"), Cert("B", "V")),
        Refuse("ThresholdNotMet", "one key under two names", "attack: one key counts once",
            Cert("R", "(k-of-n \"2\" \"2\" (name @H a) (name @H b))", Pass),
            Define("H", "a", "K"), Define("H", "b", "K"), Cert("K", "U")),
        Refuse("ThresholdNotMet", "one key by itself and under a name", "attack: one key counts once",
            Cert("R", "(k-of-n \"2\" \"2\" @K (name @H b))", Pass), Define("H", "b", "K"), Cert("K", "U")),
        Refuse("ThresholdNotMet", "a threshold inside that is not met", "attack: nested k-of-n",
            Cert("R", "(k-of-n \"2\" \"2\" @A (k-of-n \"2\" \"2\" @B @C))", Pass), Cert("A", "U"), Cert("B", "U")),
        Refuse("ThresholdNotMet", "one branch that asks for itself", "a threshold needs k keys",
            Cert("R", "(k-of-n \"2\" \"2\" @U @B)", Pass)),
        Refuse("ThresholdNotMet", "a branch that is a key holder", "a key holder cannot pass on",
            Cert("R", "(k-of-n \"2\" \"2\" @A (keyholder @B))", Pass), Cert("A", "U"), Cert("B", "U")),
        Refuse("NotDelegable", "propagate absent on the threshold", "attack", Cert("R", TwoOfThree), Cert("A", "U"),
            Cert("B", "U")),
        Refuse("NotDelegable", "propagate absent on a threshold branch", "attack",
            Cert("R", "(k-of-n \"2\" \"2\" @A @B)", Pass), Cert("A", "X"), Cert("X", "U"), Cert("B", "U")),
        Refuse("Expired", "a branch that has expired", "attack: expired at each position",
            Cert("R", "(k-of-n \"2\" \"2\" @A @B)", Pass), Cert("A", "U"),
            Cert("B", "U", Vm + Valid(null, "2026-11-21_11:59:59"))),
        Refuse("TooNarrow", "a branch that grants something else", "RFC 2693 section 6.3.3: tags are intersected",
            Cert("R", "(k-of-n \"2\" \"2\" @A @B)", Pass), Cert("A", "U"), Cert("B", "U", "(tag (vm s))")),
        Refuse("NotNamed", "a threshold that leads outside of the named keys", "named delegation binds thresholds too",
            Cert("R", "H", $"(propagate (* set @A @B)) {Vm}"), Cert("H", "(k-of-n \"2\" \"2\" @A @B)", Pass),
            Cert("A", "U"), Cert("B", "U")),
        Refuse("LimitReached", "a threshold of 12 branches, ten facts allowed", "attack: nested k-of-n; limit MaxFacts",
            [
                Cert(
                    "R",
                    $"(k-of-n \"2\" \"12\" {string.Join(' ', Enumerable.Range(0, 12).Select(i => $"@K{i}"))})",
                    Pass),
                .. Enumerable.Range(0, 12).Select(i => Cert($"K{i}", "U")),
            ]) with { MaxFacts = 10 },
    ];

    private static DecisionCase Refuse(string reason, string name, string clause, params IReadOnlyList<Item> items) =>
        DecisionCase.Refuse(Layer.Decision, reason, name, clause, items);
}
