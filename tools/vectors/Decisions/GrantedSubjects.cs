using static HiperNet.Vectors.Decisions.Make;

namespace HiperNet.Vectors.Decisions;

/// <summary>Subjects of every kind that a right reaches.</summary>
internal static class GrantedSubjects
{
    private const string Forever = "forever";
    private const string Pass = "(propagate) " + Vm;
    private const string Hash = "(hash sha256 #aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa#)";

    public static IReadOnlyList<DecisionCase> Cases { get; } =
    [
        Grant(Forever, "the holder of a key", "draft-06: keyholder",
            Cert("R", "(keyholder @U)")) with { SubjectKind = "keyholder" },
        Grant(Forever, "the holder of a key with a name", "draft-06: keyholder",
            Cert("R", "(keyholder (name @H staff))"), Define("H", "staff", "U"))
            with { SubjectKind = "keyholder" },
        Grant(Forever, "an object", "draft-06: object-hash", Cert("R", $"(object-hash {Hash})"))
            with { SubjectKind = "object", Subject = Hash },
        Grant(Forever, "a local name", "RFC 2693 section 6.4", Cert("R", "(name @R staff)"), Define("R", "staff", "U")),
        Grant(Forever, "a relative name", "it starts at the issuer of its certificate",
            Cert("R", "H", Pass), Cert("H", "(name staff)"), Define("H", "staff", "U")),
        Grant(Forever, "a relative name in a definition", "it starts at the issuer of its certificate",
            Cert("R", "(name @H staff)"), Define("H", "staff", "(name night)"), Define("H", "night", "U")),
        Grant(Forever, "a name of three identifiers", "RFC 2693 section 6.4", Cert("R", "(name @A site team night)"),
            Define("A", "site", "B"), Define("B", "team", "C"), Define("C", "night", "U")),
        Grant(Forever, "a name that means a longer one", "RFC 2693 section 6.4", Cert("R", "(name @A friends)"),
            Define("A", "friends", "(name @B site team)"), Define("B", "site", "C"), Define("C", "team", "U")),
        Grant(Forever, "one of two members of a group", "a name with several definitions is a group",
            Cert("R", "(name @H staff)"), Define("H", "staff", "A"), Define("H", "staff", "U")),
        Grant(Forever, "fred is fred's sam, and also a key", "attack: name loop with a way out",
            Cert("R", "(name @H fred)"), Define("H", "fred", "(name @H fred sam)"), Define("H", "fred", "A"),
            Define("A", "sam", "U")),
        Grant("2026-12-01_00:00:00", "a member whose definition ends", "the validity of names counts",
            Cert("R", "(name @H staff)"), Define("H", "staff", "U", Valid(null, "2026-12-01_00:00:00"))),
        Grant(Forever, "a right that a member of a name passes on", "RFC 2693 section 6.3",
            Cert("R", "(name @H staff)", Pass), Define("H", "staff", "S"), Cert("S", "U")),
        Grant(Forever, "a relative name in an ACL with a key", "it is a name of the verifier's key",
            Define("R", "staff", "U"))
            with { Acl = $"(acl (entry (name staff) {Vm}))" },
        Grant(Forever, "a long name in an ACL", "RFC 2693 section 6.4",
            Define("A", "site", "B"), Define("B", "team", "U"))
            with { Root = null, Acl = $"(acl (entry (name @A site team) {Vm}))" },
        Grant("2026-11-30_00:00:00", "two of three", "RFC 2693 section 6.3.3",
            Cert("R", "(k-of-n \"2\" \"3\" @A @B @C)", Pass), Cert("A", "U", Vm + Valid(null, "2026-12-01_00:00:00")),
            Cert("C", "U", Vm + Valid(null, "2026-11-30_00:00:00"))),
        Grant(Forever, "one of one", "0 < k <= n", Cert("R", "(k-of-n \"1\" \"1\" @U)")),
        Grant(Forever, "branches that meet after more links", "RFC 2693 section 6.3.3",
            Cert("R", "(k-of-n \"2\" \"2\" @A @B)", Pass), Cert("A", "X", Pass), Cert("X", "U"), Cert("B", "U")),
        Grant(Forever, "branches that meet and go on", "the whole is passed on from where it meets",
            Cert("R", "(k-of-n \"2\" \"2\" @A @B)", Pass), Cert("A", "M", Pass), Cert("B", "M", Pass), Cert("M", "U")),
        Grant(Forever, "one branch passes to the other", "the other holds both shares",
            Cert("R", "(k-of-n \"2\" \"2\" @A @U)", Pass), Cert("A", "U")),
        Grant(Forever, "a threshold inside a threshold", "attack: nested k-of-n",
            Cert("R", "(k-of-n \"2\" \"2\" @A (k-of-n \"2\" \"3\" @B @C @D))", Pass), Cert("A", "U"), Cert("C", "U"),
            Cert("D", "U")),
        Grant(Forever, "a threshold of names", "two names, two keys",
            Cert("R", "(k-of-n \"2\" \"2\" (name @H a) (name @H b))", Pass),
            Define("H", "a", "A"), Define("H", "b", "A"), Define("H", "b", "B"), Cert("A", "U"), Cert("B", "U")),
        Grant(Forever, "a threshold in an ACL", "draft-06: acl", Cert("A", "U"), Cert("B", "U"))
            with { Root = null, Acl = $"(acl (entry (k-of-n \"2\" \"2\" @A @B) (propagate) {Vm}))" },
        Grant(Forever, "a threshold within the named keys", "named delegation binds thresholds too",
            Cert("R", "H", $"(propagate (* set @A @B @U)) {Vm}"), Cert("H", "(k-of-n \"2\" \"2\" @A @B)", Pass),
            Cert("A", "U"), Cert("B", "U")),
    ];

    private static DecisionCase Grant(string until, string name, string clause, params IReadOnlyList<Item> items) =>
        DecisionCase.Grant(until, name, clause, items);
}
