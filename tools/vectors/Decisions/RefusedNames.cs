using static HiperNet.Vectors.Decisions.Make;

namespace HiperNet.Vectors.Decisions;

/// <summary>Names that do not mean the subject (RFC 2693 section 6.4).</summary>
internal static class RefusedNames
{
    private const string Pass = "(propagate) " + Vm;

    public static IReadOnlyList<DecisionCase> Cases { get; } =
    [
        Refuse("MissingLink", "a name that nobody defines", "RFC 2693 section 6.4", Cert("R", "(name @H staff)")),
        Refuse("MissingLink", "a name that another key defines", "names are local",
            Cert("R", "(name @H staff)"), Define("X", "staff", "U")),
        Refuse("MissingLink", "another name of the same key", "RFC 2693 section 6.4",
            Cert("R", "(name @H staff)"), Define("H", "guests", "U")),
        Refuse("MissingLink", "a name that differs in its hint", "equality is hint and octets",
            Cert("R", "(name @H staff)"), Define("H", "[x]staff", "U")),
        Refuse("MissingLink", "a relative name under the wrong issuer",
            "attack: it starts at the issuer of its certificate",
            Cert("R", "H", Pass), Cert("H", "(name staff)"), Define("R", "staff", "U")),
        Refuse("MissingLink", "a relative name in an ACL without a key", "it belongs to nobody",
            Define("R", "staff", "U"))
            with { Root = null, Acl = $"(acl (entry (name staff) {Vm}))" },
        Refuse("MissingLink", "fred is fred's sam", "attack: name loop",
            Cert("R", "(name @H fred)"), Define("H", "fred", "(name @H fred sam)"), Define("U", "sam", "U")),
        Refuse("MissingLink", "two names that mean each other", "attack: name loop",
            Cert("R", "(name @A x)"), Define("A", "x", "(name @B y)"), Define("B", "y", "(name @A x)"),
            Define("U", "z", "U")),
        Refuse("MissingLink", "the middle of a name is not defined", "RFC 2693 section 6.4",
            Cert("R", "(name @H site staff)"), Define("S", "staff", "U")),
        Refuse("MissingLink", "the owner of a name uses its right", "a name is its members, not its owner",
            Cert("R", "(name @H staff)", Pass), Cert("H", "U")),
        Refuse("NotDelegable", "propagate absent through a name", "attack",
            Cert("R", "(name @H staff)"), Define("H", "staff", "S"), Cert("S", "U")),
        Refuse("Expired", "an expired definition", "attack: expired at each position",
            Cert("R", "(name @H staff)"), Define("H", "staff", "U", Valid(null, "2026-11-21_11:59:59"))),
        Refuse("NotYetValid", "a definition that is not valid yet", "attack: not yet valid at each position",
            Cert("R", "(name @H staff)"), Define("H", "staff", "U", Valid("2026-11-21_12:00:01", null))),
        Refuse("Expired", "an expired definition in the middle of a name", "attack: expired at each position",
            Cert("R", "(name @H site staff)"), Define("H", "site", "S", Valid(null, "2026-11-21_11:59:59")),
            Define("S", "staff", "U")),
        Refuse("NotNamed", "a name that leads outside of the named keys", "named delegation binds names too",
            Cert("R", "H", $"(propagate (* set @A)) {Vm}"), Cert("H", "(name @H staff)"), Define("H", "staff", "U")),
        Refuse("MissingLink", "a definition gives no right", "RFC 2693 section 6.2: a name certificate has no tag",
            Define("R", "staff", "U")),
    ];

    private static DecisionCase Refuse(string reason, string name, string clause, params IReadOnlyList<Item> items) =>
        DecisionCase.Refuse(Layer.Decision, reason, name, clause, items);
}
