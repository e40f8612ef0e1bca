using HiperNet.Spki.Sexp;
using static HiperNet.Vectors.Decisions.Make;
using static HiperNet.Vectors.Decisions.Statements;

namespace HiperNet.Vectors.Decisions;

/// <summary>Certificates that are revoked, or whose online tests have no answer (RFC 2693 section 5).</summary>
internal static class RefusedRevocations
{
    private const string Past = "2026-11-20_00:00:00";
    private static readonly SexpList Empty = Crl("");

    public static IReadOnlyList<DecisionCase> Cases { get; } =
        [.. Lists(), .. Deltas(), .. Own(), .. Revalidations(), .. OneTimes()];

    private static IEnumerable<DecisionCase> Lists() =>
    [
        NoAnswer("no revocation list", "attack: CRL absent", Signed("R", WithCrl)),
        NoAnswer("a revocation list that has ended", "attack: CRL stale",
            Signed("R", WithCrl), Signed("V", Crl("", Past, "2026-11-21_11:59:59"))),
        NoAnswer("a revocation list that has not started", "attack: CRL stale",
            Signed("R", WithCrl), Signed("V", Crl("", "2026-11-21_12:00:01"))),
        NoAnswer("a revocation list by another key", "attack: CRL wrong signer",
            Signed("R", WithCrl), Signed("X", Empty)),
        NoAnswer("a revocation list by the issuer, who is not the one to ask", "attack: CRL wrong signer",
            Signed("R", WithCrl), Signed("R", Empty)),
        NoAnswer("one of two online tests without an answer", "all tests must pass",
            Cert("R", "U", Vm + Valid(null, null, $"(online crl {Place} @V) (online crl {Place} @W)")),
            Signed("V", Empty)),
        Revoked("a certificate on the list", "RFC 2693 section 5.2",
            Signed("R", WithCrl), Signed("V", Crl(HashOf(WithCrl)))),
        Revoked("one of two overlapping lists cancels", "attack: CRL overlapping; all lists count",
            Signed("R", WithCrl), Signed("V", Crl(HashOf(WithCrl))),
            Signed("V", Crl("", Start, "2026-11-23_00:00:00"))),
        Revoked("the key of the subject on the list", "keys are revoked as certificates are",
            Signed("R", WithCrl), Signed("V", Crl("@U"))),
        Revoked("the key of the issuer on the list", "keys are revoked as certificates are",
            Signed("R", WithCrl), Signed("V", Crl("@R"))),
        Revoked("a key of a threshold on the list", "a canceled key takes the threshold with it",
            Cert("R", "(k-of-n \"2\" \"3\" @A @B @C)",
                "(propagate) " + Vm + Valid(null, null, $"(online crl {Place} @V)")),
            Cert("A", "U"), Cert("B", "U"), Signed("V", Crl("@A"))),
        Revoked("the owner of a name on the list", "who owns a name decides who is in it",
            Cert("R", "(name @H staff)", Vm + Valid(null, null, $"(online crl {Place} @V)")),
            Define("H", "staff", "U"), Signed("V", Crl("@H"))),
        Revoked("a list cancels, then another without it stands for a later time", "the later one has not started",
            Signed("R", WithCrl), Signed("V", Crl(HashOf(WithCrl))), Signed("V", Crl("", End, "2026-11-23_00:00:00"))),
        Revoked("a signed list that has ended still cancels", "what was canceled does not come back by waiting",
            Signed("R", WithCrl), Signed("V", Crl(HashOf(WithCrl), Past, "2026-11-21_11:59:59"))),
        Revoked("an entry of an ACL on the list", "draft-06: acl", Signed("V", Crl("@U")))
            with { Root = null, Acl = $"(acl (entry @U {Vm} {Valid(null, null, $"(online crl {Place} @V)")}))" },
    ];

    private static IEnumerable<DecisionCase> Deltas() =>
    [
        Revoked("a delta cancels", "attack: delta canceled", Signed("R", WithCrl), Signed("V", Empty),
            Signed("V", Delta(HashOf(Empty), HashOf(WithCrl)))),
        Revoked("the list before a delta cancels", "a delta only adds",
            Signed("R", WithCrl), Signed("V", Crl(HashOf(WithCrl))),
            Signed("V", Delta(HashOf(Crl(HashOf(WithCrl))), ""))),
        NoAnswer("a delta without its predecessor", "attack: CRL wrong predecessor",
            Signed("R", WithCrl), Signed("V", Delta(Nothing, ""))),
        NoAnswer("a delta to the list of another key", "attack: CRL wrong predecessor",
            Signed("R", WithCrl), Signed("X", Empty),
            Signed("V", Delta(HashOf(Empty), ""))),
        Revoked("a delta without its predecessor cancels", "fail closed",
            Signed("R", WithCrl), Signed("V", Delta(Nothing, HashOf(WithCrl)))),
        Revoked("a delta without its predecessor after a list that cancels",
            "a part does not replace the last whole list",
            Signed("R", WithCrl), Signed("V", Crl(HashOf(WithCrl), Past, "2026-11-21_11:59:59")),
            Signed("V", Delta(Nothing, ""))),
    ];

    private static IEnumerable<DecisionCase> Own()
    {
        SexpList list = Crl(HashOf(WithNone));
        SexpList inline = Change(Sign("R", WithNone), 2, Node("%R"));
        yield return Revoked("the issuer cancels a certificate that names no list",
            "an issuer may always take back its word", Signed("R", WithNone), Signed("R", list));
        yield return Revoked("a revocation survives another signature",
            "attack: revocation by the body's hash, not by the signature",
            With(WithNone, inline, "R"), Signed("R", list));
        SexpList ofP256 = Grant("P256a", "U", Vm + "(comment canceled)");
        yield return Revoked("a revocation survives a signature that carries its key", "Nebula GHSA-69x3-g4r3-p962",
            With(ofP256, Change(Sign("P256a", ofP256), 2, Node("%P256a"))), Signed("P256a", Crl(HashOf(ofP256))))
            with { Root = "P256a" };
        yield return Revoked("an issuer in the middle cancels", "an issuer may always take back its word",
            Cert("R", "H", "(propagate) " + Vm), Cert("H", "U"), Signed("H", Crl(HashOf(Grant("H", "U", Vm)))));
        yield return Revoked("the issuer cancels its own key", "keys are revoked as certificates are",
            Cert("R", "H", "(propagate) " + Vm), Cert("H", "U"), Signed("H", Crl("@H")));
        yield return Revoked("a definition is canceled", "names are revoked as rights are",
            Cert("R", "(name @H staff)"), Define("H", "staff", "U"),
            Signed("H", Crl(HashOf(Definition("H", "staff", "U", "")))));
        yield return Revoked("a list that comes before the key it is signed with",
            "the order of the objects means nothing", Signed("R", list) with { Signers = [] },
            With(WithNone, Change(Sign("R", WithNone), 2, Node("%R")))) with { SendsKeys = false };
    }

    private static IEnumerable<DecisionCase> Revalidations() =>
    [
        NoAnswer("no revalidation", "attack: reval absent", Signed("R", WithReval)),
        NoAnswer("a revalidation that has ended", "attack: reval stale",
            Signed("R", WithReval), Signed("V", Reval(HashOf(WithReval), Past, "2026-11-21_11:59:59"))),
        NoAnswer("a revalidation that has not started", "attack: reval stale",
            Signed("R", WithReval), Signed("V", Reval(HashOf(WithReval), "2026-11-21_12:00:01"))),
        NoAnswer("a revalidation of another certificate", "attack: hash of a different object",
            Signed("R", WithReval), Signed("V", Reval(HashOf(WithNone)))),
        NoAnswer("a revalidation by another key", "attack: wrong signer",
            Signed("R", WithReval), Signed("X", Reval(HashOf(WithReval)))),
        NoAnswer("a revocation list in the place of a revalidation", "a list vouches for nothing by silence here",
            Signed("R", WithReval), Signed("V", Empty)),
        NoAnswer("a revalidation in the place of a revocation list", "the test names its kind",
            Signed("R", WithCrl), Signed("V", Reval(HashOf(WithCrl)))),
    ];

    private static IEnumerable<DecisionCase> OneTimes()
    {
        Item[] answered = [Signed("R", WithOneTime), Signed("V", OneTime(WithOneTime))];
        Nonce asked = new(WithOneTime, "V", FirstNonce, End);
        yield return NoAnswer("no one-time revalidation", "RFC 2693 section 5.5",
            Signed("R", WithOneTime)) with { Nonces = [asked] };
        yield return Load("a nonce that nobody has sent", "attack: one-time nonce replay", answered);
        yield return Load("a nonce of another question", "attack: one-time nonce replay",
            Signed("R", WithOneTime), Signed("V", OneTime(WithOneTime, "another nonce !!"))) with { Nonces = [asked] };
        yield return Load("an answer that has served one decision", "attack: one-time nonce replay", answered)
            with { Nonces = [asked], Asked = 2 };
        yield return Load("an answer by a key that was not asked", "attack: wrong signer",
            Signed("R", WithOneTime), Signed("X", OneTime(WithOneTime))) with { Nonces = [asked] };
        yield return Load("an answer about another certificate", "attack: hash of a different object",
            Signed("R", WithOneTime), Signed("V", OneTime(WithNone))) with { Nonces = [asked] };
        yield return NoAnswer("an answer that came too long ago", "old news is not fresh", answered)
            with { Nonces = [asked with { Until = "2026-11-21_11:59:59" }] };
    }

    private static DecisionCase Load(string name, string clause, params IReadOnlyList<Item> items) =>
        DecisionCase.Refuse(Layer.Load, "UnknownNonce", name, clause, items);

    private static DecisionCase NoAnswer(string name, string clause, params IReadOnlyList<Item> items) =>
        DecisionCase.Refuse(Layer.Decision, "NoRevocationAnswer", name, clause, items);

    private static DecisionCase Revoked(string name, string clause, params IReadOnlyList<Item> items) =>
        DecisionCase.Refuse(Layer.Decision, "Revoked", name, clause, items);
}
