using static HiperNet.Vectors.Decisions.Make;

namespace HiperNet.Vectors.Decisions;

/// <summary>Well signed certificates that do not form a chain (RFC 2693 section 6.3).</summary>
internal static class RefusedChains
{
    private const string Pass = "(propagate) " + Vm;
    private static readonly string[] Keys = ["R", "A", "B", "U"];

    public static IReadOnlyList<DecisionCase> Cases { get; } =
    [
        Refuse("MissingLink", "no certificate at all", "UCAN: missing proof"),
        Refuse("MissingLink", "the first link is absent", "UCAN: missing proof", Cert("H", "U")),
        Refuse("MissingLink", "the middle link is absent", "UCAN: missing proof", Cert("R", "A", Pass), Cert("B", "U")),
        Refuse("MissingLink", "the last link is absent", "UCAN: missing proof",
            Cert("R", "A", Pass), Cert("A", "B", Pass)),
        Refuse("MissingLink", "the second link is by another key", "UCAN: principal misalignment",
            Cert("R", "A", Pass), Cert("Mallory", "U")),
        Refuse("MissingLink", "the chain is of another root", "Biscuit: different root key",
            Cert("Q", "A", Pass), Cert("A", "U")),
        Refuse("MissingLink", "the subject grants to itself", "authority starts at the root", Cert("U", "U")),
        Refuse("MissingLink", "two keys that grant to each other", "attack: delegation cycle",
            Cert("A", "B", Pass), Cert("B", "A", Pass), Cert("B", "U")),
        Refuse("MissingLink", "a chain to the root instead of from it", "issuer and subject are not exchangeable",
            Cert("U", "R", Pass)),
        Refuse("MissingLink", "a grant to the holder of the key", "a key holder is not the key",
            Cert("R", "(keyholder @U)")),
        Refuse("MissingLink", "a key holder passes on with the key", "a key holder cannot pass on",
            Cert("R", "(keyholder @H)", Pass), Cert("H", "U")),
        Refuse("MissingLink", "a grant to the key, asked for by its holder", "a key is not its holder", Cert("R", "U"))
            with { SubjectKind = "keyholder" },
        Refuse("MissingLink", "another object than the one granted to", "attack: hash of a different object",
            Cert("R", $"(object-hash (hash sha256 #{new string('a', 64)}#))"))
            with { SubjectKind = "object", Subject = $"(hash sha256 #{new string('b', 64)}#)" },
        Refuse("NotDelegable", "the first link may not be passed on", "RFC 2693 section 6.3: D1",
            Cert("R", "H"), Cert("H", "U")),
        Refuse("NotDelegable", "propagate absent mid-chain", "attack; RFC 2693 section 6.3: D1",
            Cert("R", "A", Pass), Cert("A", "B"), Cert("B", "U", Pass)),
        Refuse("NotNamed", "a delegation to named keys, and none of them asks",
            "spec/certificates.md, named delegation",
            Cert("R", "H", $"(propagate (* set @A @B)) {Vm}"), Cert("H", "U")),
        Refuse("NotNamed", "named keys bind the whole rest of the chain", "spec/certificates.md, named delegation",
            Cert("R", "H", $"(propagate (* set @A)) {Vm}"), Cert("H", "A", Pass), Cert("A", "U")),
        Refuse("NotDelegable", "two sets of named keys with none in common", "their intersection is empty",
            Cert("R", "H", $"(propagate (* set @A)) {Vm}"), Cert("H", "A", $"(propagate (* set @U)) {Vm}"),
            Cert("A", "U")),
        Refuse("NamedDelegation", "named keys under strict delegation", "spec/certificates.md, strict mode",
            Cert("R", "H", $"(propagate (* set @U)) {Vm}"), Cert("H", "U")) with { Strict = true },
        Refuse("NamedDelegation", "named keys at the last link under strict delegation",
            "spec/certificates.md, strict mode",
            Cert("R", "U", $"(propagate (* set @A)) {Vm}")) with { Strict = true },
        .. AtEachLink("Expired", "expired by a second", "UCAN: expired proof", Valid(null, "2026-11-21_11:59:59")),
        .. AtEachLink("NotYetValid", "not valid for another second", "UCAN: inactive proof; attack: clock skew",
            Valid("2026-11-21_12:00:01", null)),
        Refuse("Expired", "a certificate that expired long ago, with a current one before it",
            "CVE-2024-31995: expiry at depth 2", Cert("R", "H", Pass + Valid(null, "2027-01-01_00:00:00")),
            Cert("H", "U", Vm + Valid(null, "2020-01-01_00:00:00"))),
        Refuse("Expired", "one second after the not-after", "attack: boundary instants; the seconds are not dropped",
            Cert("R", "U", Vm + Valid("2026-11-21_00:00:00", "2026-11-21_12:00:00")))
            with { Time = "2026-11-21_12:00:01" },
        Refuse("NotYetValid", "one second before the not-before", "attack: boundary instants; clock skew: no tolerance",
            Cert("R", "U", Vm + Valid("2026-11-21_12:00:00", "2026-11-21_13:00:00")))
            with { Time = "2026-11-21_11:59:59" },
        Refuse("Expired", "validities that do not overlap", "attack: empty intersection",
            Cert("R", "H", Pass + Valid(null, "2026-11-20_00:00:00")),
            Cert("H", "U", Vm + Valid("2026-11-20_00:00:01", null))),
        Refuse("NotDelegable", "an entry of an ACL that may not be passed on", "draft-06: acl", Cert("H", "U"))
            with { Root = null, Acl = $"(acl (entry @H {Vm}))" },
        Refuse("Expired", "an expired entry of an ACL", "draft-06: acl")
            with { Root = null, Acl = $"(acl (entry @U {Vm} {Valid(null, "2026-01-01_00:00:00")}))" },
        Refuse("TooNarrow", "an entry of an ACL for something else", "draft-06: acl")
            with { Root = null, Acl = "(acl (entry @U (tag (vm other))))" },
        Refuse("MissingLink", "an ACL without entries", "draft-06: acl", Cert("R", "U"))
            with { Root = null, Acl = "(acl)" },
        Refuse("LimitReached", "a chain of 20 links, ten facts allowed", "attack: cost; limit MaxFacts",
            [.. Enumerable.Range(0, 20).Select(i => Cert(i == 0 ? "R" : $"L{i}", i == 19 ? "U" : $"L{i + 1}",
                i == 10 ? Pass + Valid(null, "2027-01-01_00:00:00") : Pass))])
            with { MaxFacts = 10 },
    ];

    /// <summary>The same fault at each link of a chain of three.</summary>
    private static IEnumerable<DecisionCase> AtEachLink(string reason, string name, string clause, string validity)
    {
        for (int bad = 0; bad < 3; bad++)
        {
            Item[] items = [.. Enumerable.Range(0, 3).Select(
                i => Cert(Keys[i], Keys[i + 1], Pass + (i == bad ? validity : Valid(null, "2027-01-01_00:00:00"))))];
            yield return Refuse(reason, $"link {bad + 1} of 3 is {name}", clause, items);
        }
    }

    private static DecisionCase Refuse(string reason, string name, string clause, params IReadOnlyList<Item> items) =>
        DecisionCase.Refuse(Layer.Decision, reason, name, clause, items);
}
