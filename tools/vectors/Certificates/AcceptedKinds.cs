using HiperNet.Vectors.Decisions;

namespace HiperNet.Vectors.Certificates;

/// <summary>Objects of every kind, with every subject, delegation and validity.</summary>
internal static class AcceptedKinds
{
    private const string Hash = "(hash sha256 #aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa#)";
    private const string Place = "(uri \"http://status.example/\")";
    private const string Closed = "(valid (not-before \"2026-11-21_00:00:00\") (not-after \"2026-11-22_00:00:00\"))";

    public static IReadOnlyList<ObjectCase> Cases { get; } =
    [
        .. Subjects(),
        .. Fields(),
        .. Others(),
    ];

    private static IEnumerable<ObjectCase> Subjects() =>
    [
        Grant("a key by hash", "(subject @U) (tag (vm r))"),
        Grant("a key by hash with places", $"(subject (hash sha256 #{new string('a', 64)}# {Place})) (tag (vm r))"),
        Grant("an Ed25519 key", "(subject %U) (tag (vm r))"),
        Grant("a P-256 key", "(subject %P256a) (tag (vm r))"),
        Grant("a P-384 key", "(subject %P384a) (tag (vm r))"),
        Grant("an RSA key of 2,048 bits", "(subject %Rsa2048a) (tag (vm r))"),
        Grant("an RSA key of 3,072 bits", "(subject %Rsa3072a) (tag (vm r))"),
        Grant("a relative name", "(subject (name staff night)) (tag (vm r))"),
        Grant("a name by hash", "(subject (name @H staff)) (tag (vm r))"),
        Grant("a name by key, with a hint and an empty identifier", "(subject (name %H [x]staff \"\")) (tag (vm r))"),
        Grant("an object by SHA-256", $"(subject (object-hash {Hash})) (tag (vm r))"),
        Grant("an object by SHA-384", $"(subject (object-hash (hash sha384 #{new string('b', 96)}#))) (tag (vm r))"),
        Grant("the holder of a key", "(subject (keyholder @U)) (tag (vm r))"),
        Grant("the holder of a name", "(subject (keyholder (name @H staff))) (tag (vm r))"),
        Grant("a threshold", "(subject (k-of-n \"2\" \"3\" @A (name @H staff) %U)) (tag (vm r))"),
        Grant("three thresholds in each other",
            "(subject (k-of-n \"1\" \"2\" @A (k-of-n \"1\" \"2\" @B (k-of-n \"2\" \"2\" @C @U)))) (tag (vm r))"),
        Grant("a threshold of 32 branches",
            $"(subject (k-of-n \"10\" \"32\" {Keys(32)})) (tag (vm r))"),
    ];

    private static IEnumerable<ObjectCase> Fields() =>
    [
        Grant("a delegation to anybody", "(subject @U) (propagate) (tag (*))"),
        Grant("a delegation to named keys, in no order", "(subject @U) (propagate (* set @B %A @C)) (tag (vm r))"),
        Grant("every field, last first",
            "(comment [text/plain]x) (valid) (tag (vm r)) (propagate) (subject-info (uri a)) (subject @U) "
            + "(issuer-info (uri a b)) (display [text/plain]red) (version \"0\")"),
        Grant("a validity with every test",
            "(subject @U) (tag (vm r)) "
            + "(valid (not-before \"2026-01-01_00:00:00\") (not-after \"2026-12-31_23:59:59\") "
            + $"(online crl {Place} @V) (online reval {Place} %V (id a)) "
            + $"(online one-time {Place} @V (id a) (more (of it)) x))"),
        Grant("a validity of one second",
            "(subject @U) (tag (vm r)) "
            + "(valid (not-before \"9999-12-31_23:59:59\") (not-after \"9999-12-31_23:59:59\"))"),
        Grant("a tag that is not in its normal form", "(subject @U) (tag (vm (* set b a (* set c a))))"),
    ];

    private static IEnumerable<ObjectCase> Others() =>
    [
        Accept("a definition by a key", "NameCertificate", "(cert (issuer (name %R staff)) (subject @U))"),
        Accept("a definition by a hash, with all that informs", "NameCertificate",
            "(cert (display x) (issuer (name @R [x]staff)) (issuer-info (uri a)) (subject (name @H staff)) "
            + $"(subject-info (uri a)) {Closed} (comment x))"),
        Accept("a definition by a relative name", "NameCertificate",
            "(cert (issuer (name @R staff)) (subject (name night team)))"),
        Accept("a signature", "Signature", Make.Sign("R", Make.Grant("R", "U", Make.Vm)).ToString()),
        Accept("a P-256 signature", "Signature", Make.Sign("P256a", Make.Grant("P256a", "U", Make.Vm)).ToString()),
        Accept("an RSA signature", "Signature", Make.Sign("Rsa2048a", Make.Grant("Rsa2048a", "U", Make.Vm)).ToString()),
        Accept("a signature that carries its key", "Signature",
            Make.Change(Make.Sign("R", Make.Grant("R", "U", Make.Vm)), 2, Make.Node("%R")).ToString()),
        Accept("a key", "KeyObject", "%U"),
        Accept("an empty ACL", "Acl", "(acl)"),
        Accept("an ACL of every entry", "Acl",
            "(acl (version \"0\") (entry @U (tag (*))) (entry (name staff) (propagate) (tag (vm r))) "
            + $"(entry (k-of-n \"1\" \"1\" @U) (propagate (* set @A)) (tag (vm r)) {Closed} (comment x)))"),
        Accept("Guix's ACL", "Acl", "(acl (entry %U (tag (guix import))))"),
        Accept("an empty revocation list", "Crl", $"(crl (canceled) {Closed})"),
        Accept("a revocation list, not sorted and with a repetition", "Crl",
            $"(crl (version \"0\") (canceled @U {Hash} @U) {Closed})"),
        Accept("a delta", "DeltaCrl", $"(delta-crl {Hash} (canceled @U) {Closed})"),
        Accept("a delta of version 0", "DeltaCrl", $"(delta-crl (version \"0\") {Hash} (canceled) {Closed})"),
        Accept("a revalidation", "TimedRevalidation", $"(reval (valid {Hash} @U) {Closed})"),
        Accept("a one-time revalidation", "OneTimeRevalidation",
            $"(reval (version \"0\") {Hash} (one-time \"sixteen octets!!\"))"),
        Accept("a hash operation", "HashOperation", "(do hash sha256)"),
        Accept("an empty sequence", "Sequence", "(sequence)"),
        Accept("a sequence", "Sequence",
            $"(sequence %R (do hash sha256) {SignedGrant()} (crl (canceled) {Closed}) %U)"),
    ];

    private static string Keys(int count) => string.Join(' ', Enumerable.Range(0, count).Select(i => $"@K{i}"));

    private static string SignedGrant() =>
        $"{Make.Grant("R", "U", Make.Vm)} {Make.Sign("R", Make.Grant("R", "U", Make.Vm))}";

    private static ObjectCase Grant(string name, string rest) =>
        Accept(name, "AuthorizationCertificate", $"(cert (issuer @R) {rest})");

    private static ObjectCase Accept(string name, string kind, string text) => new(name, kind, Fault: null, text);
}
