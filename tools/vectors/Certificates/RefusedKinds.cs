namespace HiperNet.Vectors.Certificates;

/// <summary>What is no object. More of it stands in decisions.json, where it is sent to a verifier.</summary>
internal static class RefusedKinds
{
    private const string Hash = "(hash sha256 #aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa#)";
    private const string Place = "(uri \"http://status.example/\")";
    private const string Closed = "(valid (not-before \"2026-11-21_00:00:00\") (not-after \"2026-11-22_00:00:00\"))";

    public static IReadOnlyList<ObjectCase> Cases { get; } =
    [
        .. Shapes(),
        .. Certificates(),
        .. Validities(),
        .. Statements(),
        .. Others(),
    ];

    private static IEnumerable<ObjectCase> Shapes() =>
    [
        Refuse("NotAnObject", "an empty list", "()"),
        Refuse("NotAnObject", "a list that starts with a list", "((cert))"),
        Refuse("NotAnObject", "a list that starts with an empty octet string", "(\"\")"),
        Refuse("UnknownObject", "a name in capitals", "(CERT)"),
        Refuse("UnknownObject", "an object of unknown kind", "(name @R staff)"),
        Refuse("UnknownObject", "an octet that is not ASCII", "(#ff#)"),
    ];

    private static IEnumerable<ObjectCase> Certificates() =>
    [
        Refuse("MissingField", "a certificate without fields", "(cert)"),
        Refuse("BadField", "an octet string among the fields", "(cert (issuer @R) x (subject @U) (tag (*)))"),
        Refuse("BadField", "an empty list among the fields", "(cert (issuer @R) () (subject @U) (tag (*)))"),
        Refuse("BadField", "an issuer of two principals", "(cert (issuer @R @H) (subject @U) (tag (*)))"),
        Refuse("BadField", "an issuer that is an octet string", "(cert (issuer R) (subject @U) (tag (*)))"),
        Refuse("BadPrincipal/NotAPrincipal", "an issuer that is a threshold",
            "(cert (issuer (k-of-n \"1\" \"1\" @R)) (subject @U) (tag (*)))"),
        Refuse("BadField", "a subject of unknown kind", "(cert (issuer @R) (subject (group @U)) (tag (*)))"),
        Refuse("BadField", "a display of two octet strings", "(cert (display a b) (issuer @R) (subject @U) (tag (*)))"),
        Refuse("BadField", "a comment that is a list", "(cert (issuer @R) (subject @U) (tag (*)) (comment (a)))"),
        Refuse("BadField", "an issuer-info without a uri",
            "(cert (issuer @R) (issuer-info (uri)) (subject @U) (tag (*)))"),
        Refuse("BadField", "a subject-info that is an octet string",
            "(cert (issuer @R) (subject @U) (subject-info a) (tag (*)))"),
        Refuse("BadField", "a version without a number", "(cert (version) (issuer @R) (subject @U) (tag (*)))"),
        Refuse("UnknownVersion", "a version with a hint",
            "(cert (version [x]\"0\") (issuer @R) (subject @U) (tag (*)))"),
        Refuse("BadField", "a delegation to two sets",
            "(cert (issuer @R) (subject @U) (propagate (* set @A) (* set @B)) (tag (*)))"),
        Refuse("BadPrincipal/NotAPrincipal", "a delegation to a name",
            "(cert (issuer @R) (subject @U) (propagate (* set (name @H a))) (tag (*)))"),
        Refuse("BadField", "a delegation to 65 keys",
            "(cert (issuer @R) (subject @U) "
            + $"(propagate (* set {string.Join(' ', Enumerable.Range(0, 65).Select(i => $"@K{i}"))})) (tag (*)))"),
        Refuse("BadTag/NotOneExpression", "a tag without an expression", "(cert (issuer @R) (subject @U) (tag))"),
        Refuse("BadTag/EmptySet", "a tag of an empty set", "(cert (issuer @R) (subject @U) (tag (* set)))"),
        Refuse("BadTag/HeadNotAtom", "a tag that starts with a list", "(cert (issuer @R) (subject @U) (tag ((vm) r)))"),
        Refuse("BadField", "an object-hash of two hashes",
            $"(cert (issuer @R) (subject (object-hash {Hash} {Hash})) (tag (*)))"),
        Refuse("BadField", "a keyholder of nobody", "(cert (issuer @R) (subject (keyholder)) (tag (*)))"),
        Refuse("BadField", "the holder of a holder",
            "(cert (issuer @R) (subject (keyholder (keyholder @U))) (tag (*)))"),
        Refuse("BadName", "a name with a list in it", "(cert (issuer @R) (subject (name @H (a))) (tag (*)))"),
        Refuse("BadPrincipal/WeakHash", "a name of a weak hash",
            $"(cert (issuer @R) (subject (name (hash sha1 #{new string('0', 40)}#) a)) (tag (*)))"),
        Refuse("BadThreshold", "a threshold without n", "(cert (issuer @R) (subject (k-of-n \"1\")) (tag (*)))"),
        Refuse("BadThreshold", "a threshold with a hint on k",
            "(cert (issuer @R) (subject (k-of-n [x]\"1\" \"1\" @U)) (tag (*)))"),
        Refuse("BadField", "a threshold with an octet string for a branch",
            "(cert (issuer @R) (subject (k-of-n \"1\" \"1\" U)) (tag (*)))"),
    ];

    private static IEnumerable<ObjectCase> Validities() =>
    [
        Valid("UnknownField", "a validity with an unknown part", "(from \"2026-01-01_00:00:00\")"),
        Valid("UnknownField", "a date after an online test",
            $"(online crl {Place} @V) (not-after \"2026-01-01_00:00:00\")"),
        Valid("BadDate", "a date that is a list", "(not-after (a))"),
        Valid("BadDate", "a not-before without a date", "(not-before)"),
        Valid("BadDate", "a date of two octet strings", "(not-before \"2026-01-01_00:00:00\" \"2026-01-01_00:00:00\")"),
        Valid("UnknownOnlineTest", "an online test of nothing", "(online)"),
        Valid("UnknownOnlineTest", "an online test whose kind has a hint", $"(online [x]crl {Place} @V)"),
        Valid("BadField", "an online test without a place", "(online crl (uri) @V)"),
        Valid("BadPrincipal/NotAPrincipal", "an online test by a name", $"(online crl {Place} (name @V a))"),
        Valid("BadField", "an online test whose id is a list", $"(online crl {Place} @V (id (a)))"),
        Valid("BadField", "nine online tests", string.Join(' ', Enumerable.Repeat($"(online crl {Place} @V)", 9))),
    ];

    private static IEnumerable<ObjectCase> Statements() =>
    [
        Refuse("MissingField", "a revocation list without its list", $"(crl {Closed})"),
        Refuse("MissingField", "a revocation list with a start only",
            "(crl (canceled) (valid (not-before \"2026-11-21_00:00:00\")))"),
        Refuse("MissingField", "a revocation list with an online test",
            "(crl (canceled) (valid (not-before \"2026-11-21_00:00:00\") (not-after \"2026-11-22_00:00:00\") "
            + $"(online crl {Place} @V)))"),
        Refuse("UnknownField", "a revocation list with a comment", $"(crl (canceled) {Closed} (comment x))"),
        Refuse("MissingField", "a revocation list with the validity first", $"(crl {Closed} (canceled))"),
        Refuse("BadPrincipal/WeakHash", "a revocation list of a weak hash",
            $"(crl (canceled (hash md5 #{new string('0', 32)}#)) {Closed})"),
        Refuse("BadPrincipal/NotAPrincipal", "a delta without its predecessor", $"(delta-crl (canceled) {Closed})"),
        Refuse("MissingField", "a delta without a validity", $"(delta-crl {Hash} (canceled))"),
        Refuse("MissingField", "a revalidation of nothing", $"(reval (valid) {Closed})"),
        Refuse("MissingField", "a revalidation without a validity", $"(reval (valid {Hash}))"),
        Refuse("UnknownVersion", "a revalidation of version 2", $"(reval (version \"2\") (valid {Hash}) {Closed})"),
        Refuse("BadField", "a one-time revalidation without a nonce", $"(reval {Hash} (one-time))"),
        Refuse("BadField", "a nonce of 65 octets", $"(reval {Hash} (one-time #{new string('0', 130)}#))"),
        Refuse("BadField", "a nonce with a hint", $"(reval {Hash} (one-time [x]\"sixteen octets!!\"))"),
        Refuse("UnknownField", "a one-time revalidation with a validity",
            $"(reval {Hash} (one-time \"sixteen octets!!\") {Closed})"),
    ];

    private static IEnumerable<ObjectCase> Others() =>
    [
        Refuse("UnknownField", "an ACL with something else in it", "(acl (entry @U (tag (*))) (comment x))"),
        Refuse("UnknownVersion", "an ACL of version 1", "(acl (version \"1\"))"),
        Refuse("MissingField", "an entry without a tag", "(acl (entry @U))"),
        Refuse("BadField", "an entry without a subject", "(acl (entry))"),
        Refuse("UnknownField", "an entry with the validity before the delegation",
            $"(acl (entry @U (tag (*)) {Closed} (propagate)))"),
        Refuse("MissingField", "an entry with the validity before the tag", "(acl (entry @U (valid) (tag (*))))"),
        Refuse("BadField", "a signature of two parts", $"(signature {Hash} @R)"),
        Refuse("BadField", "a signature with the value elsewhere", $"(signature {Hash} (sig-val (eddsa)) @R)"),
        Refuse("BadPrincipal/NotAPrincipal", "a signature by a name",
            $"(signature {Hash} (name @R a) (sig-val (eddsa)))"),
        Refuse("UnknownOperation", "an operation without a name", "(do)"),
        Refuse("UnknownOperation", "a hash operation of no algorithm", "(do hash)"),
        Refuse("BadPrincipal/UnknownHash", "a hash operation of another algorithm", "(do hash sha512)"),
        Refuse("NotAnObject", "an octet string in a sequence", "(sequence x)"),
        Refuse("BadField", "a hash operation after nothing", "(sequence (do hash sha256))"),
        Refuse("MisplacedSignature", "a signature alone in a sequence",
            $"(sequence (signature {Hash} @R (sig-val (eddsa))))"),
        Refuse("BadPrincipal/KeyShape", "a key without a curve", "(public-key (ecc (q #00#)))"),
        Refuse("BadPrincipal/UnknownKeyAlgorithm", "a key of unknown algorithm", "(public-key (dsa (p #00#)))"),
    ];

    private static ObjectCase Valid(string fault, string name, string parts) =>
        Refuse(fault, name, $"(cert (issuer @R) (subject @U) (tag (*)) (valid {parts}))");

    private static ObjectCase Refuse(string fault, string name, string text) => new(name, Kind: null, fault, text);
}
