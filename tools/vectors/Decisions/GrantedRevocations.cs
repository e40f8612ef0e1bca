using HiperNet.Spki.Sexp;
using static HiperNet.Vectors.Decisions.Make;
using static HiperNet.Vectors.Decisions.Statements;

namespace HiperNet.Vectors.Decisions;

/// <summary>Online tests that pass, and lists that do not matter (RFC 2693 section 5).</summary>
internal static class GrantedRevocations
{
    private static readonly SexpList Empty = Crl("");

    public static IReadOnlyList<DecisionCase> Cases { get; } =
    [
        Grant(End, "a list that cancels others", "RFC 2693 section 5.2",
            Signed("R", WithCrl), Signed("V", Crl($"{Nothing} @X"))),
        Grant(End, "a delta to a list", "RFC 2693 section 5.2", Signed("R", WithCrl), Signed("V", Empty),
            Signed("V", Delta(HashOf(Empty), Nothing, Start, "2026-11-21_18:00:00"))),
        Grant("2026-11-23_00:00:00", "a delta that outlives its list", "its validity is that of the whole",
            Signed("R", WithCrl),
            Signed("V", Empty), Signed("V", Delta(HashOf(Empty), "", Start, "2026-11-23_00:00:00"))),
        Grant("2026-11-21_17:59:59", "a list that will cancel at six", "the answer ends before it",
            Signed("R", WithCrl),
            Signed("V", Empty), Signed("V", Crl(HashOf(WithCrl), "2026-11-21_18:00:00", "2026-11-23_00:00:00"))),
        Grant("2026-11-23_00:00:00", "two current lists, and neither cancels", "all lists count",
            Signed("R", WithCrl), Signed("V", Empty), Signed("V", Crl(Nothing, Start, "2026-11-23_00:00:00"))),
        Grant(End, "a list that canceled and a later one that does not",
            "RFC 2693 section 5.2: the current list is the state",
            Signed("R", WithCrl), Signed("V", Crl(HashOf(WithCrl), "2026-11-20_00:00:00", "2026-11-20_23:59:59")),
            Signed("V", Empty)),
        Grant("forever", "a list of somebody who has no say", "only the issuer and whom it names may cancel",
            Signed("R", WithNone), Signed("X", Crl(HashOf(WithNone)))),
        Grant("forever", "a list that names the hash of the signature", "lists name bodies, never signatures",
            Signed("R", WithNone), Signed("R", Crl(HashOf(Sign("R", WithNone))))),
        Grant(End, "a revalidation", "RFC 2693 section 5.3",
            Signed("R", WithReval), Signed("V", Reval($"{Nothing} {HashOf(WithReval)}"))),
        Grant("2026-11-23_00:00:00", "the later of two revalidations", "RFC 2693 section 5.3", Signed("R", WithReval),
            Signed("V", Reval(HashOf(WithReval))), Signed("V", Reval(HashOf(WithReval), Start, "2026-11-23_00:00:00"))),
        Grant(DecisionCase.Now, "a one-time revalidation", "RFC 2693 section 5.5: for this decision",
            Signed("R", WithOneTime), Signed("V", OneTime(WithOneTime)))
            with { Nonces = [new Nonce(WithOneTime, "V", FirstNonce, End)] },
        Grant(DecisionCase.Now, "a one-time revalidation after one by a key that was not asked", "it uses nothing up",
            Signed("R", WithOneTime), Signed("X", OneTime(WithOneTime)), Signed("V", OneTime(WithOneTime)))
            with { Nonces = [new Nonce(WithOneTime, "V", FirstNonce, End)], Ignored = ["load: UnknownNonce"] },
        Grant("2026-11-21_18:00:00", "two lists", "all tests must pass, and the first to end counts",
            Cert("R", "U",
                Vm + Valid(null, null, $"(online crl {Place} @V (id \"17\")) (online crl {Place} @W extra)")),
            Signed("V", Empty), Signed("W", Crl("", Start, "2026-11-21_18:00:00"))),
        Grant(End, "an entry of an ACL with a list", "draft-06: acl", Signed("V", Empty))
            with { Root = null, Acl = $"(acl (entry @U {Vm} {Valid(null, null, $"(online crl {Place} @V)")}))" },
    ];

    private static DecisionCase Grant(string until, string name, string clause, params IReadOnlyList<Item> items) =>
        DecisionCase.Grant(until, name, clause, items);
}
