using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Names;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Tests.Fuzz;

/// <summary>An object of every kind, with every field that it may have, to mutate.</summary>
internal static class ObjectSeeds
{
    private static readonly Uris Places = new([SexpAtom.Of("http://lists.example/")]);

    private static readonly CertificateDetails Details = new(
        SexpAtom.Of("plain"), Places, Places, SexpAtom.Of("a remark"));

    private static readonly SpkiTime End = World.At("2026-12-01_00:00:00");

    public static AuthorizationCertificate Grant { get; } = AuthorizationCertificate.Create(
        World.Key("R").Public,
        World.Threshold(
            2,
            World.KeyOf("A"),
            World.NameOf("B", "x", "y"),
            World.Threshold(
                1,
                new KeyholderSubject(World.KeyOf("C")),
                new ObjectHashSubject(SpkiHash.Of(SpkiHashAlgorithm.Sha384, [1])))),
        World.Tag("(vm r (* set use (* prefix con) (* range numeric ge \"1\" le \"9\")))"),
        Delegation.To(World.Id("A"), World.Id("B")),
        new Validity(
            World.Now, End, [Test(OnlineTestKind.Crl), Test(OnlineTestKind.Reval), Test(OnlineTestKind.OneTime)]),
        Details);

    public static NameCertificate Definition { get; } = NameCertificate.Create(
        World.Id("R"),
        SexpAtom.Of("staff"),
        World.NameOf("A", "site", "staff"),
        World.Valid(null, "2026-12-01_00:00:00"),
        Details);

    public static IReadOnlyList<SpkiObject> All { get; } = Make();

    private static OnlineTest Test(OnlineTestKind kind) =>
        new(kind, Places, World.Key("L").Public, SexpAtom.Of("7"), [SexpAtom.Of("more")]);

    private static List<SpkiObject> Make()
    {
        Crl list = Crl.Create([Grant.Id, Definition.Id], World.Now, End);
        Signature signature = Signature.Create(Grant, World.Key("R"), withKey: true);
        List<SpkiObject> all =
        [
            Grant,
            Definition,
            signature,
            Acl.Create(
                new AclEntry(World.KeyOf("A"), Delegation.Any, World.Tag("(*)"), Validity.Unlimited),
                new AclEntry(Grant.Subject, Grant.Delegation, Grant.Tag, Grant.Validity, SexpAtom.Of("remark"))),
            list,
            DeltaCrl.Create(list.Id, [Grant.Id], World.Now, End),
            TimedRevalidation.Create([Grant.Id, Definition.Id], World.Now, End),
            OneTimeRevalidation.Create(Grant.Id, new byte[OneTimeRevalidation.MinNonce]),
            HashOperation.Sha256,
            Sequence.Create(
                new KeyObject(World.Key("R").Public), HashOperation.Sha256, Grant, signature, list,
                Signature.Create(list, World.Key("L"))),
        ];
        foreach (KeyAlgorithm algorithm in KeyAlgorithms.All)
        {
            using PrivateKey key = PrivateKey.Generate(algorithm);
            all.Add(new KeyObject(key.Public));
            all.Add(Signature.Create(Grant, key, withKey: true));
        }

        return all;
    }
}
