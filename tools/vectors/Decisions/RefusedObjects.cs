using static HiperNet.Vectors.Decisions.Make;

namespace HiperNet.Vectors.Decisions;

/// <summary>S-expressions that are not acceptable objects (spec/certificates.md, grammar).</summary>
internal static class RefusedObjects
{
    private const string Now = DecisionCase.Now;
    private const string Uri = "(uri \"http://status.example/\")";

    private static readonly string Point = Forge.Material("P256a");

    public static IReadOnlyList<DecisionCase> Cases { get; } =
    [
        .. Fields(),
        .. Keys(),
        .. Hashes(),
        .. Dates(),
        .. Thresholds(),
        .. Sequences(),
        .. Statements(),
    ];

    private static IEnumerable<DecisionCase> Fields() =>
    [
        Grant("DuplicateField", "two tags", "attack: duplicate fields", "(tag (vm other)) (tag (vm r))"),
        Grant("DuplicateField", "two subjects", "attack: duplicate fields", $"(subject @H) {Vm}"),
        Grant("DuplicateField", "two validities", "attack: duplicate fields", $"{Vm} (valid) (valid)"),
        Grant("UnknownField", "a field that does not exist", "a restriction that is not understood must not be skipped",
            $"{Vm} (only-on monday)"),
        Grant("MissingField", "no tag", "draft-06: a certificate of authority has one", ""),
        Grant("BadField", "a hint on the name of a field", "a name is an octet string without a hint",
            "([x]tag (vm r))"),
        Grant("UnknownVersion", "version 1", "draft-06: an unknown version is ignored", $"{Vm} (version \"1\")"),
        Grant("UnknownVersion", "version 00", "one spelling", $"{Vm} (version \"00\")"),
        Grant("BadField", "a delegation to one key without a set", "two spellings of one delegation",
            $"(propagate @U) {Vm}"),
        Grant("BadField", "a delegation to an empty set", "it allows nothing", $"(propagate (* set)) {Vm}"),
        Grant("BadField", "a delegation to a prefix of keys", "only sets of keys are named",
            $"(propagate (* prefix a)) {Vm}"),
        Grant("BadTag/NotOneExpression", "a tag of two expressions", "spec/tags.md section 2", "(tag (vm r) (vm s))"),
        Grant("BadTag/UnknownStarForm", "an unknown star form", "fail closed", "(tag (vm (* except s)))"),
        Grant("BadTag/EmptyRange", "an empty range", "spec/tags.md section 2",
            "(tag (port (* range numeric ge \"2\" le \"1\")))"),
        Grant("BadTag/BadBound", "a bound with a leading zero", "\"10\" against \"010\"",
            "(tag (port (* range numeric ge \"010\")))"),
        Grant("BadTag/TooComplex", "a set of 1,025 members", "attack: set cross-product; limit MaxSetMembers",
            $"(tag (vm (* set {string.Join(' ', Enumerable.Range(0, 1025).Select(i => $"m{i}"))})))"),
        Signed("AuthorityInNameCert", "a name certificate that carries a tag", "attack; RFC 2693 section 6.2",
            $"(cert (issuer (name @R staff)) (subject @U) {Vm})"),
        Signed("AuthorityInNameCert", "a name certificate that may be passed on", "RFC 2693 section 6.2",
            "(cert (issuer (name @R staff)) (subject @U) (propagate))"),
        Signed("BadName", "a definition of a name of two identifiers", "a name certificate defines a local name",
            "(cert (issuer (name @R staff night)) (subject @U))"),
        Signed("BadName", "a definition of a relative name", "nobody's name",
            "(cert (issuer (name staff)) (subject @U))"),
        Signed("BadField", "a name that means a threshold", "a name means keys and names",
            "(cert (issuer (name @R staff)) (subject (k-of-n \"1\" \"1\" @U)))"),
        Signed("MissingField", "no issuer", "draft-06", $"(cert (subject @U) {Vm})"),
        Signed("NotAnObject", "a hint on the name of the object", "a name is an octet string without a hint",
            $"([x]cert (issuer @R) (subject @U) {Vm})"),
        Signed("UnknownObject", "an object of unknown kind", "it grants nothing",
            $"(capability (issuer @R) (subject @U) {Vm})"),
    ];

    private static IEnumerable<DecisionCase> Keys() =>
    [
        Subject("BadPrincipal/PointForm", "a compressed point", "attack: two spellings of one key",
            Forge.P256("02" + Point[2..66])),
        Subject("BadPrincipal/PointNotOnCurve", "a point that is not on its curve", "attack: invalid curve",
            Forge.P256(Point[..^1] + (Point[^1] == '0' ? '1' : '0'))),
        Subject("BadPrincipal/UnknownCurve", "the curve under another name", "attack: two spellings of one key",
            $"(public-key (ecc (curve prime256v1) (q #{Point}#)))"),
        Subject("BadPrincipal/KeyShape", "a key with flags", "attack: two spellings of one key",
            $"(public-key (ecc (curve Ed25519) (flags eddsa) (q #{Forge.Material("U")}#)))"),
        Subject("BadPrincipal/KeyShape", "a key with the parameters in another order",
            "attack: two spellings of one key",
            $"(public-key (ecc (q #{Forge.Material("U")}#) (curve Ed25519)))"),
        Subject("BadPrincipal/PointForm", "an Ed25519 point after the octet 40",
            "attack: two spellings of one key (libgcrypt)", Forge.Ed25519("40" + Forge.Material("U"))),
        Subject("BadPrincipal/LowOrderPoint", "an Ed25519 key of order 1", "attack: low-order points",
            Forge.Ed25519("01" + new string('0', 62))),
        Subject("BadPrincipal/NonCanonicalPoint", "an Ed25519 y that is not below p",
            "attack: two spellings of one key", Forge.Ed25519("f0" + new string('f', 60) + "7f")),
        Subject("BadPrincipal/ModulusLength", "an RSA key of 1,024 bits", "too weak",
            $"(public-key (rsa (n #00{new string('f', 256)}#) (e #010001#)))"),
        Subject("BadPrincipal/WrongExponent", "an RSA key with the exponent 3", "one exponent",
            $"(public-key (rsa (n #00{Forge.Material("Rsa2048a")}#) (e #03#)))"),
        Subject("BadPrincipal/ModulusForm", "an RSA modulus without its sign octet", "attack: two spellings of one key",
            $"(public-key (rsa (n #{Forge.Material("Rsa2048a")}#) (e #010001#)))"),
        Subject("BadPrincipal/KeyShape", "a key with a place to find it", "draft-06 allows it; one spelling does not",
            $"(public-key (ecc (curve Ed25519) (q #{Forge.Material("U")}#)) {Uri})"),
        Subject("BadPrincipal/WeakHash", "a key that fixes MD5 with itself",
            "attack: weak hash (draft-06's rsa-pkcs1-md5)", "(public-key (rsa-pkcs1-md5 (e #11#) (n #00ff#)))"),
        Subject("BadPrincipal/WeakHash", "a subject by the SHA-1 of a key", "attack: weak hash",
            $"(hash sha1 #{new string('0', 40)}#)"),
        Subject("BadPrincipal/WeakHash", "an object by its MD5", "attack: weak hash",
            $"(object-hash (hash md5 #{new string('0', 32)}#))"),
        Subject("BadPrincipal/PrincipalNotSha256", "a subject by the SHA-384 of a key", "one key, two principals",
            $"(hash sha384 #{new string('0', 96)}#)"),
        Subject("BadPrincipal/HashLength", "a subject by 31 octets of a hash", "a truncated hash",
            $"(hash sha256 #{new string('0', 62)}#)"),
        Subject("BadField", "the holder of a threshold", "a key holder holds a key",
            "(keyholder (k-of-n \"1\" \"1\" @U))"),
        Subject("BadName", "a name without identifiers", "it means nobody", "(name @R)"),
        Subject("BadName", "a name of 17 identifiers", "limit MaxIdentifiers",
            $"(name @R {string.Join(' ', Enumerable.Repeat("a", 17))})"),
    ];

    private static IEnumerable<DecisionCase> Hashes()
    {
        Spki.Sexp.SexpList cert = Make.Grant("R", "U", Vm);
        Spki.Sexp.SexpList good = Sign("R", cert);
        yield return Refuse("BadPrincipal/WeakHash", "a signature over an MD5", "attack: weak hash",
            With(cert, Change(good, 1, Node($"(hash md5 #{new string('0', 32)}#)"))));
        yield return Refuse("BadPrincipal/UnknownHash", "a signature over an unknown hash", "fail closed",
            With(cert, Change(good, 1, Node($"(hash crc32 #00000000#)"))));
        yield return Refuse("BadField", "a signature without a value", "draft-06",
            With(cert, Change(good, 3, Node("(sig-val)"))));
        yield return Refuse("BadPrincipal/WeakHash", "a hash operation with SHA-1", "attack: weak hash",
            Plain("(sequence %R (do hash sha1))"));
    }

    private static IEnumerable<DecisionCase> Dates() =>
    [
        Date("a 30th of February", "2026-02-30_00:00:00"),
        Date("a 13th month", "2026-13-01_00:00:00"),
        Date("hour 24", "2026-12-31_24:00:00"),
        Date("a leap second", "2026-12-31_23:59:60"),
        Date("a date without seconds", "2026-12-31_23:59"),
        Date("a date in ISO 8601", "2026-12-31T23:59:59"),
        Date("a date with a zone", "2026-12-31_23:59:59Z"),
        Date("a date with one digit for the month", "2026-1-31_23:59:59"),
        Date("a date with a space", "2026-12-31_ 3:59:59"),
        Date("a date in the year 0", "0000-01-01_00:00:00"),
        Grant("BadDate", "a date with a hint", "a date is an octet string without a hint",
            $"{Vm} (valid (not-after [x]\"2027-01-01_00:00:00\"))"),
        Grant("EmptyValidity", "a validity that ends before it starts", "RFC 2693 section 6.3",
            Vm + Valid("2026-12-01_00:00:00", "2026-11-30_23:59:59")),
        Grant("UnknownField", "a not-after before the not-before",
            "a validity is positional, so that nobody swaps the two",
            $"{Vm} (valid (not-after \"2027-01-01_00:00:00\") (not-before \"{Now}\"))"),
        Grant("UnknownField", "two not-afters", "attack: duplicate fields",
            $"{Vm} (valid (not-after \"2026-01-01_00:00:00\") (not-after \"2027-01-01_00:00:00\"))"),
        Grant("UnknownOnlineTest", "an online test of unknown kind", "attack: unknown online type",
            $"{Vm} (valid (online ocsp {Uri} @V))"),
    ];

    private static IEnumerable<DecisionCase> Thresholds() =>
    [
        Subject("BadThreshold", "a threshold with k = 0", "attack: k = 0", "(k-of-n \"0\" \"2\" @A @U)"),
        Subject("BadThreshold", "a threshold with k above n", "attack: k > n", "(k-of-n \"3\" \"2\" @A @U)"),
        Subject("BadThreshold", "a threshold whose n is not the number of branches", "draft-06",
            "(k-of-n \"1\" \"3\" @A @U)"),
        Subject("BadThreshold", "a k with a leading zero", "one spelling", "(k-of-n \"01\" \"2\" @A @U)"),
        Subject("BadThreshold", "a k of 2^32 + 1", "attack: integer wraparound", "(k-of-n \"4294967297\" \"2\" @A @U)"),
        Subject("BadThreshold", "a threshold without branches", "draft-06", "(k-of-n \"0\" \"0\")"),
        Subject("BadThreshold", "a threshold of 33 branches", "limit MaxBranches",
            $"(k-of-n \"1\" \"33\" {string.Join(' ', Enumerable.Range(0, 33).Select(i => $"@K{i}"))})"),
        Subject("RepeatedKey", "the same key twice in a threshold", "attack", "(k-of-n \"2\" \"2\" @U @U)"),
        Subject("RepeatedKey", "the same key by hash and by value in a threshold", "attack",
            "(k-of-n \"2\" \"2\" @U %U)"),
        Subject("RepeatedKey", "the same key in a threshold and in one inside", "attack: nested k-of-n",
            "(k-of-n \"2\" \"2\" @U (k-of-n \"1\" \"2\" @A @U))"),
        Subject("RepeatedKey", "the same name twice in a threshold", "attack",
            "(k-of-n \"2\" \"2\" (name @H a) (name @H a))"),
        Subject("NestedTooDeep", "four thresholds in each other", "attack: nested k-of-n; limit MaxNesting",
            "(k-of-n \"1\" \"1\" (k-of-n \"1\" \"1\" (k-of-n \"1\" \"1\" (k-of-n \"1\" \"1\" @U))))"),
    ];

    private static IEnumerable<DecisionCase> Sequences()
    {
        Spki.Sexp.SexpList first = Make.Grant("R", "H", "(propagate) " + Vm);
        Spki.Sexp.SexpList second = Make.Grant("H", "U", Vm);
        (string signsFirst, string signsSecond) = (Sign("R", first).ToString(), Sign("H", second).ToString());
        yield return Refuse("MisplacedSignature", "signatures after both certificates",
            "attack: signature after the wrong item",
            Plain($"(sequence %R %H {first} {second} {signsFirst} {signsSecond})"));
        yield return Refuse("MisplacedSignature", "two certificates with their signatures exchanged",
            "attack: reordered blocks", Plain($"(sequence %R %H {first} {signsSecond} {second} {signsFirst})"));
        yield return Refuse("MisplacedSignature", "a signature before its certificate", "attack: reordered blocks",
            Plain($"(sequence %R %H {signsFirst} {first} {second} {signsSecond})"));
        yield return Refuse("MisplacedSignature", "two signatures after one certificate",
            "a signature covers the item before it",
            Plain($"(sequence %R %H {first} {signsFirst} {signsFirst} {second} {signsSecond})"));
        yield return Refuse("MisplacedSignature", "a signature over a key", "nothing else speaks for a key",
            Plain($"(sequence %H {Sign("R", Node("%H"))} {second} {signsSecond})"));
        yield return Refuse("BadField", "a sequence in a sequence", "draft-06",
            Plain($"(sequence %R %H (sequence {first} {signsFirst}) {second} {signsSecond})"));
        yield return Refuse("UnknownOperation", "an unknown operation", "fail closed",
            Plain($"(sequence %R (do uncompress) {first} {signsFirst})"));
        yield return Refuse("BadField", "an ACL in a sequence", "an ACL never travels",
            Plain($"(sequence (acl (entry @U {Vm})))"));
        yield return DecisionCase.Refuse(Layer.Load, "ForeignAcl", "an ACL from outside",
            "an ACL counts only as the verifier's own", Plain($"(acl (entry @U {Vm}))"));
    }

    private static IEnumerable<DecisionCase> Statements()
    {
        string certificate = Vm + Valid(null, null, $"(online crl {Uri} @V)");
        yield return Refuse("MissingField", "a revocation list without a validity", "RFC 2693 section 5.2",
            Cert("R", "U", certificate), Make.Signed("V", "(crl (canceled))"));
        yield return Refuse("MissingField", "a revocation list without an end",
            "it could be held against later ones forever", Cert("R", "U", certificate),
            Make.Signed("V", "(crl (canceled) " + Valid("2026-11-01_00:00:00", null) + ")"));
        yield return Refuse("UnknownVersion", "a revocation list of version 1", "draft-06",
            Cert("R", "U", certificate),
            Make.Signed("V",
                "(crl (version \"1\") (canceled) " + Valid("2026-11-01_00:00:00", "2026-12-01_00:00:00") + ")"));
        yield return Refuse("BadField", "a one-time revalidation with a nonce of 15 octets", "it could be guessed",
            Cert("R", "U", Vm + Valid(null, null, $"(online one-time {Uri} @V)")),
            Make.Signed("V", $"(reval {HashOf(Make.Grant("R", "U", Vm))} (one-time #{new string('0', 30)}#))"));
    }

    private static DecisionCase Date(string name, string date) =>
        Grant("BadDate", name, "attack: malformed date", $"{Vm} (valid (not-after \"{date}\"))");

    private static DecisionCase Grant(string reason, string name, string clause, string rest) =>
        Refuse(reason, name, clause, Cert("R", "U", rest));

    private static DecisionCase Subject(string reason, string name, string clause, string subject) =>
        Refuse(reason, name, clause, Cert("R", subject));

    private static DecisionCase Signed(string reason, string name, string clause, string text) =>
        Refuse(reason, name, clause, Make.Signed("R", text));

    private static DecisionCase Refuse(string reason, string name, string clause, params IReadOnlyList<Item> items) =>
        DecisionCase.Refuse(Layer.Object, reason, name, clause, items);
}
