using System.Text;
using HiperNet.Spki.Sexp;
using static HiperNet.Vectors.Decisions.Make;

namespace HiperNet.Vectors.Decisions;

/// <summary>Chains of authority that hold.</summary>
internal static class GrantedChains
{
    private const string Forever = "forever";
    private const string Pass = "(propagate) " + Vm;

    private static readonly SexpList First = Make.Grant("R", "H", Pass);
    private static readonly SexpList Second = Make.Grant("H", "U", Vm);

    public static IReadOnlyList<DecisionCase> Cases { get; } =
        [.. Lengths(), .. Algorithms(), .. Forms(), .. Times(), .. Tags(), .. Others()];

    private static IEnumerable<DecisionCase> Lengths()
    {
        yield return Grant(Forever, "the root itself", "a chain of no links") with { Subject = "R" };
        for (int links = 1; links <= 8; links++)
        {
            int last = links;
            yield return Grant(Forever, $"a chain of {links} links", "RFC 2693 section 6.3",
                [.. Enumerable.Range(1, links).Select(
                    i => Cert(i == 1 ? "R" : $"L{i}", i == last ? "U" : $"L{i + 1}", i == last ? Vm : Pass))]);
        }
    }

    private static IEnumerable<DecisionCase> Algorithms() =>
    [
        Grant(Forever, "two links of P-256 keys", "spec/keys.md",
            Cert("P256a", "P256b", Pass), Cert("P256b", "U")) with { Root = "P256a" },
        Grant(Forever, "a P-384 key", "spec/keys.md", Cert("P384a", "U")) with { Root = "P384a" },
        Grant(Forever, "an RSA key of 2,048 bits", "spec/keys.md", Cert("Rsa2048a", "U")) with { Root = "Rsa2048a" },
        Grant(Forever, "an RSA key of 3,072 bits", "spec/keys.md", Cert("Rsa3072a", "U")) with { Root = "Rsa3072a" },
        Grant(Forever, "a chain of all algorithms", "spec/keys.md",
            Cert("R", "P256a", Pass), Cert("P256a", "P384a", Pass), Cert("P384a", "Rsa2048a", Pass),
            Cert("Rsa2048a", "Rsa3072a", Pass), Cert("Rsa3072a", "U")),
    ];

    private static IEnumerable<DecisionCase> Forms()
    {
        SexpList inline = Node($"(cert (issuer %R) (subject %U) {Vm})");
        yield return Grant(Forever, "keys in the place of their hashes", "draft-06: a principal is a key or its hash",
            With(inline, Sign("R", inline))) with { SendsKeys = false };
        yield return Grant(Forever, "a signature that carries its key", "draft-06: signature",
            With(First, Change(Sign("R", First), 2, Node("%R"))),
            With(Second, Change(Sign("H", Second), 2, Node("%H"))))
            with { SendsKeys = false };
        yield return Grant(Forever, "the fields in another order", "draft-06: fields come in any order",
            Signed("R", $"(cert {Vm} (comment \"last first\") (subject @U) (issuer @R) (version \"0\"))"));
        yield return Grant(Forever, "all that informs", "draft-06: it decides nothing", Signed("R",
            "(cert (version \"0\") (display [text/plain]red) (issuer @R) (issuer-info (uri \"http://r.example/\")) "
            + "(subject @U) (subject-info (uri \"http://u.example/\" \"ftp://u.example/\")) "
            + $"{Vm} (comment [text/plain]\"for people\"))"));
        yield return Grant(Forever, "hashes with places where the key is", "draft-06: hash", Signed("R",
            $"(cert (issuer {Hinted("R")}) (subject {Hinted("U")}) {Vm})"));
        yield return Grant(Forever, "everything in one sequence", "draft-06: sequence",
            Plain($"(sequence %R (do hash sha256) {First} {Sign("R", First)} %H {Second} {Sign("H", Second)})"));
        yield return Grant(Forever, "the transport form", "RFC 9804 section 4.5: the same object",
            Item.Of(Transported(First), Transported(Sign("R", First)),
                Transported(Second), Transported(Sign("H", Second))).By("R", "H"));
        yield return Grant(Forever, "the last link first", "the order of the objects means nothing",
            Signed("H", Second), Signed("R", First));
    }

    private static IEnumerable<DecisionCase> Times() =>
    [
        Grant("2026-11-30_00:00:00", "the earliest of three not-afters", "RFC 2693 section 6.3: V1 n V2",
            Cert("R", "A", Pass + Valid(null, "2026-12-01_00:00:00")),
            Cert("A", "B", Pass + Valid(null, "2026-11-30_00:00:00")),
            Cert("B", "U", Vm + Valid(null, "2026-12-31_23:59:59"))),
        Grant("2026-11-21_13:00:00", "the very second of the not-before",
            "attack: boundary instants; both ends are included",
            Cert("R", "U", Vm + Valid("2026-11-21_12:00:00", "2026-11-21_13:00:00"))),
        Grant("2026-11-21_12:00:00", "the very second of the not-after",
            "attack: boundary instants; both ends are included",
            Cert("R", "U", Vm + Valid("2026-11-21_11:00:00", "2026-11-21_12:00:00"))),
        Grant("2026-11-21_12:00:00", "a validity of one second", "both ends are included",
            Cert("R", "U", Vm + Valid("2026-11-21_12:00:00", "2026-11-21_12:00:00"))),
        Grant("2028-02-29_23:59:59", "the 29th of February of a leap year", "the Gregorian calendar",
            Cert("R", "U", Vm + Valid("0001-01-01_00:00:00", "2028-02-29_23:59:59"))),
        Grant("2027-06-01_00:00:00", "the longer of two chains in time", "the latest that any proof lasts",
            Cert("R", "U", Vm + Valid(null, "2026-12-01_00:00:00")), Cert("R", "H", Pass),
            Cert("H", "U", Vm + Valid(null, "2027-06-01_00:00:00"))),
        Grant(Forever, "an empty validity field", "it limits nothing", Cert("R", "U", Vm + "(valid)")),
    ];

    private static IEnumerable<DecisionCase> Tags() =>
    [
        Tag("a prefix without a separator", "/my against /mydata: granted by design", "(file (* prefix \"/my\"))",
            "(file \"/mydata\")"),
        Tag("a numeric range", "spec/tags.md section 4", "(port (* range numeric ge \"1\" le \"100\"))",
            "(port \"10\")"),
        Tag("a number beyond a double's precision", "exact numbers",
            "(n (* range numeric ge \"9007199254740993\" le \"9007199254740993\"))",
            "(n \"9007199254740993\")"),
        Tag("a range of dates", "spec/tags.md section 4",
            "(at (* range date ge \"2026-01-01_00:00:00\" l \"2027-01-01_00:00:00\"))",
            "(at \"2026-12-31_23:59:59\")"),
        Tag("a set", "spec/tags.md section 3", "(vm r (* set use start))", "(vm r start)"),
        Tag("all", "spec/tags.md section 3", "(*)", "(anything (at all))"),
        Tag("a request that goes on where the tag ends", "what is omitted means all", "(vm r)",
            "(vm r use (for ever))"),
        Tag("a hint on both sides", "equality is hint and octets", "(vm [x]r)", "(vm [x]r)"),
        Grant(Forever, "sets that cross at each of seven links",
            "attack: set cross-product; inclusion does not multiply",
            [.. Enumerable.Range(0, 7).Select(i => Cert(
                i == 0 ? "R" : $"S{i}",
                i == 6 ? "U" : $"S{i + 1}",
                $"(propagate) (tag (a {SevenSets(i)}))"))])
            with { Request = "(a (w) (x) (w) (x) (w) (x) (w))" },
    ];

    private static IEnumerable<DecisionCase> Others() =>
    [
        Grant(Forever, "a cycle with a way out", "attack: delegation cycle",
            Cert("R", "A", Pass), Cert("A", "B", Pass), Cert("B", "A", Pass), Cert("B", "R", Pass), Cert("B", "U")),
        Grant(Forever, "a delegation to named keys", "spec/certificates.md, named delegation",
            Cert("R", "H", $"(propagate (* set @A @U)) {Vm}"), Cert("H", "U")),
        Grant(Forever, "a chain within the named keys", "spec/certificates.md, named delegation",
            Cert("R", "H", $"(propagate (* set @A %U)) {Vm}"), Cert("H", "A", Pass), Cert("A", "U")),
        Grant(Forever, "a bad signature before a good one", "a bad one keeps no good one out",
            RefusedSignatures.Forged(Vm), Cert("R", "U")),
        Grant(Forever, "a good signature before a bad one", "a bad one replaces no good one",
            Cert("R", "U"), RefusedSignatures.Forged(Vm)),
        Grant(Forever, "thirty forged certificates for other things, one signature allowed",
            "attack: signature flood before cheap checks",
            [.. Enumerable.Range(0, 30).Select(i => RefusedSignatures.Forged($"(tag (vm s{i}))")), Cert("R", "U")])
            with { MaxSignatureChecks = 1 },
        Grant(Forever, "thirty forged certificates that have expired, one signature allowed",
            "attack: signature flood before cheap checks",
            [.. Enumerable.Range(0, 30).Select(
                i => RefusedSignatures.Forged($"{Vm} (comment f{i}) {Valid(null, "2026-01-01_00:00:00")}")),
                Cert("R", "U")]) with { MaxSignatureChecks = 1 },
        Grant(Forever, "a certificate of unknown version beside one that grants",
            "what is refused takes nothing with it",
            Cert("R", "U", Vm + "(version \"1\")"), Cert("R", "U"))
            with { Ignored = ["object: UnknownVersion", "signature: MisplacedSignature"] },
        Grant(Forever, "Guix's ACL", "/etc/guix/acl")
            with { Root = null, Acl = "(acl (entry %A (tag (guix import))) (entry %U (tag (guix import))))",
                Request = "(guix import)" },
        Grant("2026-12-01_00:00:00", "an entry of an ACL that is passed on", "draft-06: acl", Cert("H", "U"))
            with { Root = null,
                Acl = $"(acl (version \"0\") (entry @H (propagate) {Vm} {Valid(null, "2026-12-01_00:00:00")} "
                    + "(comment \"until December\")))" },
        Grant(Forever, "a key and an ACL, and the ACL grants", "either is enough", Cert("H", "U"))
            with { Acl = $"(acl (entry @H (propagate) {Vm}))" },
    ];

    private static string Hinted(string key) =>
        Node($"@{key}") is var hash ? $"(hash sha256 {hash[2]} (uri \"http://keys.example/\"))" : "";

    private static string SevenSets(int link) =>
        string.Join(' ', Enumerable.Range(0, 7).Select(i => $"(* set (m{link}) (w) (x) (y{i}))"));

    private static string Transported(SexpNode node) =>
        "{" + Convert.ToBase64String(Encoding.Latin1.GetBytes(Bytes(node))) + "}";

    private static DecisionCase Tag(string name, string clause, string grant, string request) =>
        Grant(Forever, name, clause, Cert("R", "U", $"(tag {grant})")) with { Request = request };

    private static DecisionCase Grant(string until, string name, string clause, params IReadOnlyList<Item> items) =>
        DecisionCase.Grant(until, name, clause, items);
}
