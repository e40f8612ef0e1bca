using static HiperNet.Vectors.Decisions.Make;

namespace HiperNet.Vectors.Decisions;

/// <summary>Requests that a chain does not include (spec/tags.md).</summary>
internal static class RefusedTags
{
    public static IReadOnlyList<DecisionCase> Cases { get; } =
    [
        Narrow("another resource's key", "Foley and Zhou: authorisation subterfuge", "(vm r)", "(vm s use)"),
        Narrow("the right of one domain in another", "Foley and Zhou: authorisation subterfuge", "(vm r use)",
            "(net r use)"),
        Narrow("less than the grant asks for", "inclusion, not intersection: (ftp) against (ftp /x)", "(ftp \"/x\")",
            "(ftp)"),
        Narrow("a list that stops before a star", "(dns (*)) does not grant (dns)", "(dns (*))", "(dns)"),
        Narrow("a prefix with its separator", "/mydata is not below /my/", "(file (* prefix \"/my/\"))",
            "(file \"/mydata\")"),
        Narrow("a path above the prefix", "prefixes are octets, not paths", "(file (* prefix \"/my/\"))",
            "(file \"/my\")"),
        Narrow("010 in a numeric range", "\"10\" against \"010\"", "(port (* range numeric ge \"1\" le \"100\"))",
            "(port \"010\")"),
        Narrow("1e1 in a numeric range", "\"10\" against \"1e1\"", "(port (* range numeric ge \"1\" le \"100\"))",
            "(port \"1e1\")"),
        Narrow("10.0 in a numeric range", "one spelling", "(port (* range numeric ge \"1\" le \"100\"))",
            "(port \"10.0\")"),
        Narrow("NaN in a numeric range", "JSDSI's bug", "(port (* range numeric))", "(port NaN)"),
        Narrow("010 for 10", "atoms are compared octet by octet", "(port \"10\")", "(port \"010\")"),
        Narrow("2^32 + 10 in a numeric range", "attack: integer wraparound",
            "(port (* range numeric ge \"1\" le \"100\"))", "(port \"4294967306\")"),
        Narrow("2^64 + 10 in a numeric range", "attack: integer wraparound",
            "(port (* range numeric ge \"1\" le \"100\"))", "(port \"18446744073709551626\")"),
        Narrow("the bound of an open range", "l excludes its bound", "(port (* range numeric g \"10\" l \"20\"))",
            "(port \"20\")"),
        Narrow("hour 24 in a range of times", "not a value of the ordering", "(at (* range time ge \"08:00:00\"))",
            "(at \"24:00:00\")"),
        Narrow("a leap second in a range of dates", "attack: leap second", "(at (* range date))",
            "(at \"2026-12-31_23:59:60\")"),
        Narrow("a hint that the grant does not have", "equality is hint and octets", "(vm r)", "(vm [x]r)"),
        Narrow("a hinted atom in a prefix", "spec/tags.md section 3", "(file (* prefix a))", "(file [x]ab)"),
        Narrow("a list for an atom", "spec/tags.md section 3", "(vm r)", "(vm (r))"),
        Narrow("a member that the set does not have", "spec/tags.md section 3", "(vm r (* set use start))",
            "(vm r stop)"),
        Narrow("all rights where some are granted", "what is omitted means all", "(vm r (* set use start))", "(vm r)"),
        Refuse("TooNarrow", "two tags with nothing in common", "attack: empty intersection",
            Cert("R", "H", "(propagate) (tag (vm s))"), Cert("H", "U", "(tag (vm r))")),
        Refuse("TooNarrow", "a later link that grants more than its issuer has", "RFC 2693 section 6.3: A1 n A2",
            Cert("R", "H", "(propagate) (tag (vm r start))"), Cert("H", "U", "(tag (*))")),
        Refuse("TooNarrow", "two links that grant half each", "rights of two chains are not added up",
            Cert("R", "U", "(tag (vm r (port (* range numeric ge \"1\" le \"5\"))))"),
            Cert("R", "U", "(tag (vm r (port (* range numeric ge \"7\" le \"9\"))))"))
            with { Request = "(vm r (port \"6\"))" },
        Star("a star", "(*)"),
        Star("a set in the request", "(vm r (* set use start))"),
        Star("a set of one member in the request", "(vm r (* set use))"),
        Star("a prefix in the request", "(vm r (* prefix u))"),
        DecisionCase.Refuse(Layer.Request, "EmptyList", "an empty list in the request", "SPKI has no empty lists",
            Cert("R", "U"))
            with { Request = "(vm r ())" },
    ];

    private static DecisionCase Narrow(string name, string clause, string grant, string request) =>
        Refuse("TooNarrow", name, clause, Cert("R", "U", $"(tag {grant})")) with { Request = request };

    private static DecisionCase Star(string name, string request) =>
        DecisionCase.Refuse(Layer.Request, "StarInRequest", name, "attack: star in the request",
            Cert("R", "U", "(tag (*))"))
            with { Request = request };

    private static DecisionCase Refuse(string reason, string name, string clause, params IReadOnlyList<Item> items) =>
        DecisionCase.Refuse(Layer.Decision, reason, name, clause, items);
}
