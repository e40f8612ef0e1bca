using HiperNet.Spki.Certs;
using HiperNet.Spki.Names;
using HiperNet.Spki.Reduction;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Tests.Reduction;

/// <summary>Every reason, with the certificate that it names, at each link of a chain of three.</summary>
[TestClass]
public sealed class DenialTests
{
    private static readonly string[] Chain = ["R", "A", "B", "U"];

    private static IEnumerable<object[]> Links => [[0], [1], [2]];

    /// <summary>A chain of three links, one of which is made otherwise.</summary>
    private static (World World, Certificate Odd) ChainWith(int odd, Func<World, string, string, Certificate> make)
    {
        World world = new();
        Certificate? result = null;
        for (int i = 0; i < 3; i++)
        {
            Certificate made = i == odd
                ? make(world, Chain[i], Chain[i + 1])
                : world.Grant(Chain[i], Chain[i + 1], "(vm r)", Delegation.Any);
            result = i == odd ? made : result;
        }

        return (world, result!);
    }

    private static void AssertDenied(World world, DenialReason reason, Certificate at, SpkiTime? time = null)
    {
        Denial denial = world.Decide("R", "U", "(vm r use)", time).Denial!;
        Assert.HasCount(1, denial.Parts, denial.ToString());
        Assert.AreEqual(reason, denial.Reason, denial.ToString());
        Assert.AreEqual(at.Id, denial.Parts[0].Certificate?.Id, denial.ToString());

        // And again, when signatures that were checked are remembered.
        Assert.AreEqual(denial.ToString(), world.Decide("R", "U", "(vm r use)", time).Denial!.ToString());
    }

    [TestMethod]
    [DynamicData(nameof(Links))]
    public void Expired_is_said_from_the_second_after_the_end(int link)
    {
        (World world, Certificate odd) = ChainWith(link, (world, from, to) =>
            world.Grant(from, to, "(vm r)", Delegation.Any, World.Valid(null, "2026-11-21_11:59:59")));
        AssertDenied(world, DenialReason.Expired, odd);
        Assert.IsTrue(world.Decide("R", "U", "(vm r use)", World.At("2026-11-21_11:59:59")).IsGranted);
    }

    [TestMethod]
    [DynamicData(nameof(Links))]
    public void Not_yet_valid_is_said_until_the_second_before_the_start(int link)
    {
        (World world, Certificate odd) = ChainWith(link, (world, from, to) =>
            world.Grant(from, to, "(vm r)", Delegation.Any, World.Valid("2026-11-21_12:00:01", null)));
        AssertDenied(world, DenialReason.NotYetValid, odd);
        Assert.AreEqual(World.Now, world.Decide("R", "U", "(vm r use)").Until);
        Assert.IsTrue(world.Decide("R", "U", "(vm r use)", World.At("2026-11-21_12:00:01")).IsGranted);
    }

    [TestMethod]
    [DynamicData(nameof(Links))]
    public void Too_narrow_is_said_of_the_tag_that_does_not_include_the_request(int link)
    {
        (World world, Certificate odd) = ChainWith(
            link, (world, from, to) => world.Grant(from, to, "(vm r console)", Delegation.Any));
        AssertDenied(world, DenialReason.TooNarrow, odd);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    public void Not_delegable_is_said_of_the_certificate_without_propagate(int link)
    {
        (World world, Certificate odd) = ChainWith(link, (world, from, to) => world.Grant(from, to, "(vm r)"));
        AssertDenied(world, DenialReason.NotDelegable, odd);
    }

    [TestMethod]
    [DynamicData(nameof(Links))]
    public void A_bad_signature_is_said_of_its_certificate(int link)
    {
        (World world, Certificate odd) = ChainWith(link, (world, from, to) =>
        {
            AuthorizationCertificate certificate = AuthorizationCertificate.Create(
                World.Key(from).Public, World.KeyOf(to), World.Tag("(vm r)"), Delegation.Any);
            world.Pool.Add(certificate, World.Forge(certificate, from));
            return certificate;
        });
        AssertDenied(world, DenialReason.BadSignature, odd);
    }

    [TestMethod]
    [DynamicData(nameof(Links))]
    public void An_unknown_key_is_said_of_the_certificate_whose_issuer_is_unknown(int link)
    {
        World world = new();
        Certificate? odd = null;
        for (int i = 0; i < 3; i++)
        {
            AuthorizationCertificate certificate = AuthorizationCertificate.Create(
                World.Id(Chain[i]), World.KeyOf(Chain[i + 1]), World.Tag("(vm r)"), Delegation.Any);
            world.Pool.Add(certificate, Signature.Create(certificate, World.Key(Chain[i]), withKey: i != link));
            odd = i == link ? certificate : odd;
        }

        AssertDenied(world, DenialReason.UnknownKey, odd!);
        Assert.IsTrue(world.Pool.AddKey(World.Key(Chain[link]).Public));
        Assert.IsTrue(world.Decide("R", "U", "(vm r use)").IsGranted);
    }

    [TestMethod]
    [DynamicData(nameof(Links))]
    public void Revoked_is_said_of_the_certificate_that_its_issuer_canceled(int link)
    {
        (World world, Certificate odd) = ChainWith(
            link, (world, from, to) => world.Grant(from, to, "(vm r)", Delegation.Any));
        Crl list = Crl.Create([odd.Id], World.Now, World.At("2026-12-01_00:00:00"));
        world.Revocations.TryAdd(list, Signature.Create(list, World.Key(Chain[link])), World.Key(Chain[link]).Public);

        AssertDenied(world, DenialReason.Revoked, odd);
        Assert.AreEqual(World.Now, world.Decide("R", "U", "(vm r use)").Until);
    }

    [TestMethod]
    [DynamicData(nameof(Links))]
    public void No_answer_is_said_of_the_certificate_whose_test_has_none(int link)
    {
        OnlineTest test = new(
            OnlineTestKind.Reval, new Uris([SexpAtom.Of("http://lists.example/")]), World.Key("L").Public);
        (World world, Certificate odd) = ChainWith(link, (world, from, to) =>
            world.Grant(from, to, "(vm r)", Delegation.Any, Validity.Unlimited with { Tests = [test] }));

        AssertDenied(world, DenialReason.NoRevocationAnswer, odd);
    }

    [TestMethod]
    public void Not_named_is_said_of_the_certificate_that_goes_to_another_key()
    {
        (World world, Certificate odd) = ChainWith(2, (world, from, to) => world.Grant(from, to, "(vm r)"));
        world.Pool.Remove(world.Pool.Certificates.Single(
            pooled => pooled.Certificate.Issuer.Principal == World.Id("A")).Certificate.Id);
        world.Grant("A", "B", "(vm r)", Delegation.To(World.Id("X")));
        AssertDenied(world, DenialReason.NotNamed, odd);
    }

    [TestMethod]
    [DynamicData(nameof(Links))]
    public void A_missing_link_is_said_where_the_chain_breaks_off(int link)
    {
        (World world, Certificate odd) = ChainWith(
            link, (world, from, to) => world.Grant(from, to, "(vm r)", Delegation.Any));
        world.Pool.Remove(odd.Id);

        Denial denial = world.Decide("R", "U", "(vm r use)").Denial!;

        Assert.AreEqual(DenialReason.MissingLink, denial.Reason);
        Assert.Contains(World.Id(Chain[link + 1]).ToString(), denial.ToString(), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Two_faults_are_both_named_in_the_order_of_the_chain()
    {
        World world = new();
        Certificate first = world.Grant("R", "A", "(vm r)", null, World.Valid(null, "2020-01-01_00:00:00"));
        Certificate second = world.Grant("A", "U", "(vm q)");

        Denial denial = world.Decide("R", "U", "(vm r use)").Denial!;

        CollectionAssert.AreEqual(
            new[] { DenialReason.Expired, DenialReason.NotDelegable, DenialReason.TooNarrow },
            denial.Parts.Select(part => part.Reason).ToArray());
        CollectionAssert.AreEqual(
            new[] { first.Id, first.Id, second.Id }, denial.Parts.Select(part => part.Certificate!.Id).ToArray());
    }

    [TestMethod]
    public void A_star_in_the_request_is_refused_even_from_the_root()
    {
        World world = new();
        world.Grant("R", "U", "(*)");
        Assert.AreEqual(DenialReason.StarInRequest, world.Decide("R", "U", "(vm (* set a b))").Denial!.Reason);
        Assert.AreEqual(DenialReason.StarInRequest, world.Decide("R", "R", "(*)").Denial!.Reason);
    }

    [TestMethod]
    public void An_entry_of_the_ACL_is_named_too()
    {
        World world = new();
        AclEntry entry = new(World.KeyOf("U"), Delegation.None, World.Tag("(vm r console)"), Validity.Unlimited);
        Denial denial = world.Decide(Acl.Create(entry), "U", "(vm r use)").Denial!;

        Assert.AreEqual(DenialReason.TooNarrow, denial.Reason);
        Assert.IsNotNull(denial.Parts[0].Entry);
        Assert.IsNull(denial.Parts[0].Certificate);
    }
}
