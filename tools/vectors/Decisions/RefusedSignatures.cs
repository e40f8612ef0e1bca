using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;
using static HiperNet.Vectors.Decisions.Make;

namespace HiperNet.Vectors.Decisions;

/// <summary>Certificates that are not their issuer's.</summary>
internal static class RefusedSignatures
{
    private static readonly SexpList Certificate = Grant("R", "U", Vm + Valid(null, "2026-12-01_00:00:00"));
    private static readonly string Bytes = Make.Bytes(Certificate);
    private static readonly SexpList Good = Sign("R", Certificate);
    private static readonly string Signature = Make.Bytes(Good);
    private static readonly SexpList OfP256 = Grant("P256a", "U", Vm);
    private static readonly SexpList ByP256 = Sign("P256a", OfP256);

    public static IReadOnlyList<DecisionCase> Cases { get; } =
    [
        .. Flipped(),
        .. Exchanged(),
        .. Values(),
        .. Depths(),
        .. Floods(),
    ];

    private static IEnumerable<DecisionCase> Flipped()
    {
        const string attack = "attack: any bit flipped";
        yield return Refuse("OtherObject", "a bit flipped in the tag", attack,
            Item.Of(Flip(Bytes, "3:tag(2:vm1:"), Signature));
        yield return Refuse("OtherObject", "a bit flipped in the subject", attack,
            Item.Of(Flip(Bytes, "7:subject(4:hash6:sha25632:", 7), Signature));
        yield return Refuse("OtherSigner", "a bit flipped in the issuer", attack,
            Item.Of(Flip(Bytes, "6:issuer(4:hash6:sha25632:"), Signature));
        yield return Refuse("OtherObject", "a bit flipped in the not-after", attack,
            Item.Of(Flip(Bytes, "9:not-after19:202"), Signature));
        yield return Refuse("OtherObject", "a bit flipped in the signature's hash", attack,
            Item.Of(Bytes, Flip(Signature, "9:signature(4:hash6:sha25632:", 4)));
        yield return Refuse("OtherSigner", "a bit flipped in the signature's signer", attack,
            Item.Of(Bytes, Flip(Signature, Make.Bytes(Good[1]) + "(4:hash6:sha25632:")));
        yield return Refuse("BadSignature", "a bit flipped in the signature's s", attack,
            Item.Of(Bytes, Flip(Signature, "(1:s32:")));
        SexpList later = Grant("R", "U", Vm + Valid(null, "2027-12-01_00:00:00"));
        SpkiHash hash = SpkiHash.Of(SpkiHashAlgorithm.Sha256, later.Canonical.Span);
        yield return Refuse("BadSignature", "a later not-after with its new hash in the old signature",
            "attack: any bit flipped", With(later, Change(Good, 1, hash.ToSexp())));
    }

    private static IEnumerable<DecisionCase> Exchanged()
    {
        SexpList other = Grant("R", "H", Vm);
        yield return Refuse("OtherObject", "a signature over another object", "attack",
            With(Certificate, Sign("R", other)));
        yield return Refuse("OtherSigner", "the principal is not the issuer", "attack",
            With(Certificate, Sign("H", Certificate), "H"));
        yield return Refuse("BadSignature", "a signature of another key under the issuer's name", "attack",
            With(Certificate, Change(Sign("H", Certificate), 2, Node("@R"))));
        yield return Refuse("Unsigned", "a certificate without a signature", "nobody's words", Item.Of(Bytes));
        yield return Refuse("Unsigned", "a key between a certificate and its signature",
            "a signature covers the item before it", Item.Of(Bytes, Make.Bytes("%H"), Signature));
        yield return DecisionCase.Refuse(Layer.Signature, "UnknownKey", "the issuer is the hash of an absent key",
            "attack: hash of an absent object", Item.Of(Bytes, Signature).By("U"));
        SexpList reordered = Node($"(cert (subject @U) (issuer @R) {Vm} {Valid(null, "2026-12-01_00:00:00")})");
        yield return Refuse("OtherObject", "the same fields in another order under the old signature",
            "attack: re-encoded variants of one certificate", With(reordered, Good));
        yield return Refuse("OtherObject", "the issuer's key in the place of its hash under the old signature",
            "attack: re-encoded variants of one certificate",
            With(Node($"(cert (issuer %R) (subject @U) {Vm} {Valid(null, "2026-12-01_00:00:00")})"), Good));
        yield return Refuse("OtherObject", "a comment added under the old signature",
            "attack: re-encoded variants of one certificate",
            With(Grant("R", "U", $"{Vm} {Valid(null, "2026-12-01_00:00:00")} (comment x)"), Good));
    }

    private static IEnumerable<DecisionCase> Values()
    {
        SpkiHash hash = SpkiHash.Of(SpkiHashAlgorithm.Sha256, OfP256.Canonical.Span);
        yield return P256("an EdDSA value under a P-256 key", "attack: key algorithm against sig-val algorithm",
            Change(ByP256, 3, Value("R", hash)));
        yield return Refuse("BadSignature", "an ECDSA value under an Ed25519 key",
            "attack: key algorithm against sig-val algorithm", With(Certificate, Change(Good, 3, ByP256[3])));
        yield return Refuse("BadSignature", "a SHA-384 under an Ed25519 key", "the key fixes the hash",
            With(Certificate,
                Change(Good, 1, SpkiHash.Of(SpkiHashAlgorithm.Sha384, Certificate.Canonical.Span).ToSexp())));
        yield return P256("an ECDSA signature with a high s", "attack: ECDSA high-s", Forge.WithHighS(ByP256));
        yield return P256("an ECDSA r with a leading zero", "attack: leading-zero r/s",
            Forge.WithLeadingZero(ByP256, "r"));
        yield return P256("an ECDSA s with a leading zero", "attack: leading-zero r/s",
            Forge.WithLeadingZero(ByP256, "s"));
        yield return P256("an ECDSA r of zero", "FIPS 186-5 section 6.4.2", Forge.WithZero(ByP256, "r"));
        yield return P256("an ECDSA s of zero", "FIPS 186-5 section 6.4.2", Forge.WithZero(ByP256, "s"));
        yield return Refuse("BadSignature", "an Ed25519 signature with S + L", "attack: Ed25519 S >= L",
            With(Certificate, Forge.WithHighScalar(Good)));
        yield return Refuse("BadSignature", "an Ed25519 signature with R of order 1", "attack: low-order points",
            With(Certificate, Forge.WithNeutralPoint(Good)));
        yield return Refuse("BadSignature", "an Ed25519 s of 31 octets", "attack: bad signature format",
            With(Certificate, Forge.Shortened(Good, "s")));
        SexpList ofRsa = Grant("Rsa2048a", "U", Vm);
        yield return Refuse("BadSignature", "an RSA signature one octet short", "attack: bad signature format",
            With(ofRsa, Forge.Shortened(Sign("Rsa2048a", ofRsa), "s"), "Rsa2048a")) with { Root = "Rsa2048a" };
        yield return Refuse("BadSignature", "a signature value of unknown form", "attack: bad signature format",
            With(Certificate, Change(Good, 3, Node("(sig-val (magic #00#))"))));
    }

    private static IEnumerable<DecisionCase> Depths()
    {
        string[] keys = ["R", "A", "B", "U"];
        for (int bad = 0; bad < 3; bad++)
        {
            Item[] items = [.. Enumerable.Range(0, 3).Select(i => Cert(keys[i], keys[i + 1], "(propagate) " + Vm))];
            SexpList forged = Grant(keys[bad], keys[bad + 1], "(propagate) " + Vm);
            items[bad] = With(forged, Change(Sign("Mallory", forged), 2, Node($"@{keys[bad]}")), keys[bad]);
            yield return Refuse("BadSignature", $"a forged signature at link {bad + 1} of 3",
                "attack: only the leaf verified", items);
        }

        SexpList definition = Definition("H", "staff", "U", "");
        yield return Refuse("BadSignature", "a forged definition of a name", "attack: only grants verified",
            Cert("R", "(name @H staff)"), With(definition, Change(Sign("Mallory", definition), 2, Node("@H")), "H"));
        string asks = Vm + Valid(null, null, "(online crl (uri \"http://crl.example/\") @V)");
        SexpList list = Node("(crl (canceled) " + Valid("2026-11-01_00:00:00", "2026-12-01_00:00:00") + ")");
        yield return Refuse("BadSignature", "a forged revocation list", "attack: CRL wrong signer",
            Cert("R", "U", asks), With(list, Change(Sign("Mallory", list), 2, Node("@V")), "V"));
        yield return Refuse("UnknownKey", "a revocation list by an absent key", "attack: hash of an absent object",
            Cert("R", "U", asks), With(list, Sign("V", list)));
    }

    private static IEnumerable<DecisionCase> Floods()
    {
        Item[] forged = [.. Enumerable.Range(0, 6).Select(i => Forged($"{Vm} (comment flood{i})"))];
        yield return DecisionCase.Refuse(Layer.Decision, "LimitReached",
            "six forged certificates, two signatures allowed",
            "attack: signature flood", forged) with { MaxSignatureChecks = 2 };
    }

    /// <summary>A grant from R to U that R has not signed.</summary>
    public static Item Forged(string rest)
    {
        SexpList node = Grant("R", "U", rest);
        return With(node, Change(Sign("Mallory", node), 2, Node("@R")), "R");
    }

    private static DecisionCase P256(string name, string clause, SexpList signature) =>
        Refuse("BadSignature", name, clause, With(OfP256, signature, "P256a")) with { Root = "P256a" };

    private static DecisionCase Refuse(string reason, string name, string clause, params IReadOnlyList<Item> items) =>
        DecisionCase.Refuse(Layer.Signature, reason, name, clause,
            [.. items.Select(item => item.Signers.Count == 0 ? item.By("R") : item)]);
}
