using HiperNet.HipStack.Esp;
using HiperNet.HipStack.Identity;
using HiperNet.Hipd;
using HiperNet.Hipd.Peers;
using HiperNet.Hipd.Policy;
using HiperNet.Spki.Certs;

namespace HiperNet.HipStack.Tests.Hipd;

[TestClass]
public sealed class PeerPolicyTests : IDisposable
{
    private readonly PolicyWorld world = new();

    public void Dispose() => world.Dispose();

    [TestMethod]
    public void A_certificate_by_our_own_key_grants_everything()
    {
        PeerDecision decision = Decide(PolicyWorld.Grant("H", "A", "(net v)"));

        Assert.IsTrue(decision.IsGranted, decision.Reason);
        Assert.IsTrue(decision.Rights!.IsUnrestricted);
        Assert.IsNull(decision.Until);
    }

    [TestMethod]
    public void Nothing_grants_nothing() => Assert.IsFalse(Decide().IsGranted);

    [TestMethod]
    public void A_certificate_by_a_stranger_grants_nothing() =>
        Assert.IsFalse(Decide(PolicyWorld.Grant("X", "A", "(net v)")).IsGranted);

    [TestMethod]
    public void A_certificate_by_another_root_grants()
    {
        PeerPolicy policy = world.Policy(roots: ["R"]);

        Assert.IsTrue(Decide(policy, PolicyWorld.Grant("R", "A", "(net v)")).IsGranted);
    }

    [TestMethod]
    public void An_entry_of_the_acl_grants()
    {
        AclEntry entry = new(
            new KeySubject(PolicyWorld.Key("A").Public.Principal),
            Delegation.None,
            PolicyWorld.Tag("(net v)"),
            Validity.Unlimited);

        Assert.IsTrue(Decide(world.Policy(acl: Acl.Create(entry))).IsGranted);
    }

    [TestMethod]
    public void A_chain_over_another_grants_where_it_may_be_passed_on()
    {
        Assert.IsTrue(Decide(
            PolicyWorld.Grant("H", "B", "(net v)", mayDelegate: true),
            PolicyWorld.Grant("B", "A", "(net v)")).IsGranted);
        Assert.IsFalse(Decide(
            PolicyWorld.Grant("H", "B", "(net v)"), PolicyWorld.Grant("B", "A", "(net v)")).IsGranted);
    }

    [TestMethod]
    public void Another_VPXI_counts_for_nothing() =>
        Assert.IsFalse(Decide(PolicyWorld.Grant("H", "A", "(net w)")).IsGranted);

    [TestMethod]
    public void Another_key_s_certificate_counts_for_nothing() =>
        Assert.IsFalse(Decide(PolicyWorld.Grant("H", "B", "(net v)")).IsGranted);

    [TestMethod]
    public void A_forged_signature_counts_for_nothing()
    {
        AuthorizationCertificate certificate = AuthorizationCertificate.Create(
            PolicyWorld.Key("H").Public,
            new KeySubject(PolicyWorld.Key("A").Public.Principal),
            PolicyWorld.Tag("(net v)"));

        Assert.IsFalse(Decide(PolicyWorld.Signed(certificate, "X")).IsGranted);
    }

    [TestMethod]
    public void An_expired_certificate_counts_for_nothing() =>
        Assert.IsFalse(Decide(PolicyWorld.Grant("H", "A", "(net v)", validity: world.Between(-100, -1))).IsGranted);

    [TestMethod]
    public void A_certificate_counts_from_its_first_second_on()
    {
        Sequence later = PolicyWorld.Grant("H", "A", "(net v)", validity: world.Between(60, 120));
        Assert.IsFalse(Decide(later).IsGranted);

        world.Time.Pass(TimeSpan.FromSeconds(60));

        PeerDecision decision = Decide(later);
        Assert.IsTrue(decision.IsGranted, decision.Reason);
        Assert.AreEqual(TimeSpan.FromSeconds(121), decision.Until);
        Assert.AreEqual(decision.Until, decision.Rights!.Until);
    }

    [TestMethod]
    public void The_certificate_that_lasts_longest_says_until_when()
    {
        PeerDecision decision = Decide(
            PolicyWorld.Grant("H", "A", "(net v)", validity: world.Between(null, 10)),
            PolicyWorld.Grant("H", "A", "(net v)", validity: world.Between(null, 20)));

        Assert.AreEqual(TimeSpan.FromSeconds(21), decision.Until);
    }

    [TestMethod]
    public void A_certificate_until_the_end_of_time_grants()
    {
        Assert.IsTrue(SpkiTime.TryParse("9999-12-31_23:59:59"u8, out SpkiTime end));

        Assert.IsTrue(Decide(
            PolicyWorld.Grant("H", "A", "(net v)", validity: Validity.Between(null, end))).IsGranted);
    }

    [TestMethod]
    public void A_step_of_the_time_of_day_moves_the_end()
    {
        Sequence certificate = PolicyWorld.Grant("H", "A", "(net v)", validity: world.Between(null, 3600));
        PeerPolicy policy = world.Policy();
        Assert.AreEqual(TimeSpan.FromSeconds(3601), Decide(policy, certificate).Until);

        world.Time.SetBy(TimeSpan.FromSeconds(3000));
        Assert.AreEqual(TimeSpan.FromSeconds(601), Decide(policy, certificate).Until);

        world.Time.SetBy(TimeSpan.FromSeconds(3000));
        Assert.IsFalse(Decide(policy, certificate).IsGranted);
    }

    [TestMethod]
    [DataRow("(net v tcp)", 6, 22, true)]
    [DataRow("(net v tcp)", 17, 22, false)]
    [DataRow("(net v tcp (port 22))", 6, 22, true)]
    [DataRow("(net v tcp (port 22))", 6, 23, false)]
    [DataRow("(net v (* set tcp udp) (port (* range numeric ge 80 le 443)))", 17, 80, true)]
    [DataRow("(net v (* set tcp udp) (port (* range numeric ge 80 le 443)))", 6, 443, true)]
    [DataRow("(net v (* set tcp udp) (port (* range numeric ge 80 le 443)))", 6, 444, false)]
    [DataRow("(net v tcp (port (* range numeric g 80 l 82)))", 6, 81, true)]
    [DataRow("(net v tcp (port (* range numeric g 80 l 82)))", 6, 82, false)]
    [DataRow("(net v tcp (port (* range numeric l 1024)))", 6, 1023, true)]
    [DataRow("(net v tcp (port (* range numeric le 1024)))", 6, 1025, false)]
    [DataRow("(net v tcp (port (* set 22 443)))", 6, 443, true)]
    [DataRow("(net v tcp (port (* set 22 443)))", 6, 80, false)]
    [DataRow("(net v tcp (* set (port 22) (port 443)))", 6, 443, true)]
    [DataRow("(net v tcp (port (* set (* range numeric ge 8000 le 8010) 22)))", 6, 8005, true)]
    [DataRow("(net v (*) (port 53))", 17, 53, true)]
    [DataRow("(* set (net v udp (port 53)) (net v tcp (port 22)))", 6, 22, true)]
    [DataRow("(* set (net v udp (port 53)) (net v tcp (port 22)))", 17, 22, false)]
    [DataRow("(net (* set u v) tcp)", 6, 1, true)]
    [DataRow("(net v icmp)", 58, 0, true)]
    [DataRow("(net v icmp)", 6, 22, false)]
    [DataRow("(net v 47)", 47, 0, true)]
    [DataRow("(net v 47)", 48, 0, false)]
    public void A_narrow_right_is_decided_for_each_service(string tag, int protocol, int port, bool isAllowed)
    {
        PeerDecision decision = Decide(PolicyWorld.Grant("H", "A", tag));

        Assert.IsTrue(decision.IsGranted, decision.Reason);
        Assert.IsFalse(decision.Rights!.IsUnrestricted);
        Assert.AreEqual(isAllowed, decision.Rights.Allows((byte)protocol, (ushort)port));
    }

    [TestMethod]
    [DataRow("(net v tcp (port 70000))")]
    [DataRow("(net v tcp (port))")]
    [DataRow("(net v tcp (port 22) (at 09:30:00))")]
    [DataRow("(net v nonsense)")]
    [DataRow("(net v tcp (port (* range numeric g 65535)))")]
    [DataRow("(ftp v)")]
    public void A_right_without_a_service_refuses_or_grants_no_more(string tag)
    {
        PeerDecision decision = Decide(PolicyWorld.Grant("H", "A", tag));

        Assert.IsFalse(decision.Rights is { IsUnrestricted: true });
        Assert.IsFalse(decision.Rights?.Allows(17, 22) ?? false);
    }

    [TestMethod]
    public void What_two_certificates_of_a_chain_share_is_found()
    {
        PeerDecision decision = Decide(
            PolicyWorld.Grant("H", "B", "(net v tcp (port (* range numeric ge 10 le 100)))", mayDelegate: true),
            PolicyWorld.Grant("B", "A", "(net v tcp (port (* set 5 20 300)))"));

        Assert.IsTrue(decision.IsGranted, decision.Reason);
        Assert.IsTrue(decision.Rights!.Allows(6, 20));
        Assert.IsFalse(decision.Rights.Allows(6, 5));
        Assert.IsFalse(decision.Rights.Allows(6, 30));
    }

    [TestMethod]
    public void A_narrow_right_is_found_among_many_certificates_of_others()
    {
        SpkiObject[] others =
            [.. Enumerable.Range(0, 100).Select(i => PolicyWorld.Grant("H", "B", $"(net v tcp (port {i + 100}))"))];
        PeerPolicy policy = world.Policy(known: others);

        PeerDecision decision = Decide(policy, PolicyWorld.Grant("H", "A", "(net v tcp (port 22))"));

        Assert.IsTrue(decision.IsGranted, decision.Reason);
        Assert.IsTrue(decision.Rights!.Allows(6, 22));
        Assert.IsFalse(decision.Rights.Allows(6, 100));
    }

    [TestMethod]
    public void A_full_right_in_one_VPXI_counts_more_than_a_narrow_one_in_another()
    {
        PeerPolicy policy = world.Policy(vpxis: ["v", "w"]);

        PeerDecision decision = Decide(
            policy, PolicyWorld.Grant("H", "A", "(net v tcp)"), PolicyWorld.Grant("H", "A", "(net w)"));

        Assert.IsTrue(decision.Rights!.IsUnrestricted);
    }

    [TestMethod]
    public void Narrow_rights_of_two_VPXIs_add_up()
    {
        PeerPolicy policy = world.Policy(vpxis: ["v", "w"]);

        ITrafficRights rights = Decide(
            policy, PolicyWorld.Grant("H", "A", "(net v tcp)"), PolicyWorld.Grant("H", "A", "(net w udp)")).Rights!;

        Assert.IsTrue(rights.Allows(6, 1) && rights.Allows(17, 1));
        Assert.IsFalse(rights.Allows(47, 0));
    }

    [TestMethod]
    public void A_revoked_certificate_counts_for_nothing()
    {
        Sequence grant = PolicyWorld.Grant("H", "A", "(net v)");
        Certificate certificate = grant.Items.OfType<Certificate>().Single();
        Crl list = Crl.Create([certificate.Id], world.At(-10)!.Value, world.At(1000)!.Value);
        PeerPolicy policy = world.Policy();
        Assert.IsTrue(Decide(policy, grant).IsGranted);

        policy.Add([PolicyWorld.Signed(list, "H")]);

        Assert.IsFalse(Decide(policy, grant).IsGranted);
    }

    [TestMethod]
    public void A_peer_cannot_show_a_list_that_gives_back_its_certificate()
    {
        Sequence grant = PolicyWorld.Grant("H", "A", "(net v)");
        Certificate certificate = grant.Items.OfType<Certificate>().Single();
        PeerPolicy policy = world.Policy();
        Crl list = Crl.Create([certificate.Id], world.At(-10)!.Value, world.At(1000)!.Value);
        policy.Add([PolicyWorld.Signed(list, "H")]);

        Crl empty = Crl.Create([], world.At(-5)!.Value, world.At(2000)!.Value);

        Assert.IsFalse(Decide(policy, grant, PolicyWorld.Signed(empty, "A")).IsGranted);
    }

    [TestMethod]
    public void Nothing_that_one_peer_showed_counts_for_another()
    {
        PeerPolicy policy = world.Policy();
        Assert.IsTrue(Decide(policy, PolicyWorld.Grant("H", "A", "(net v)", mayDelegate: true)).IsGranted);

        PeerDecision other = policy.Decide(
            PolicyWorld.Host("B"), PolicyWorld.Show(PolicyWorld.Grant("A", "B", "(net v)")));

        Assert.IsFalse(other.IsGranted);
    }

    [TestMethod]
    public void What_is_told_counts_until_it_is_taken_away()
    {
        PeerPolicy policy = world.Policy();
        Sequence grant = PolicyWorld.Grant("H", "A", "(net v)");
        policy.Add([.. grant.Items]);
        Assert.IsTrue(Decide(policy).IsGranted, "A certificate may come before its signature instead of with it.");

        Assert.AreEqual(1, policy.Remove(CertificateRecords.IdOf(grant.Items.OfType<Certificate>().Single())));

        Assert.IsFalse(Decide(policy).IsGranted);
    }

    [TestMethod]
    public void A_certificate_about_us_is_shown_until_it_is_taken_away()
    {
        PeerPolicy policy = world.Policy();
        Sequence own = PolicyWorld.Grant("X", "H", "(net v)");
        Assert.AreEqual(1, policy.Add([own]));
        Assert.AreEqual(0, policy.Add([own]), "Nothing comes twice.");
        Assert.HasCount(1, policy.Chain);

        policy.Remove(CertificateRecords.IdOf(own.Items.OfType<Certificate>().Single()));

        Assert.IsEmpty(policy.Chain);
    }

    [TestMethod]
    public void Garbage_is_left_out_and_takes_nothing_with_it()
    {
        ReadOnlyMemory<byte>[] chain =
        [
            new byte[] { 0xFF, 0x28 }, Array.Empty<byte>(), new byte[4096], "(4:cert"u8.ToArray(),
            .. PolicyWorld.Show(PolicyWorld.Grant("H", "A", "(net v)")),
        ];

        Assert.IsTrue(world.Policy().Decide(PolicyWorld.Host("A"), chain).IsGranted);
    }

    [TestMethod]
    public void Only_so_many_of_a_peer_s_certificates_are_looked_at()
    {
        SpkiObject[] many =
        [
            .. Enumerable.Range(0, ChainItems.MaxPeerCertificates)
                .Select(i => PolicyWorld.Grant("X", "A", $"(net v{i})")),
            PolicyWorld.Grant("H", "A", "(net v)"),
        ];

        Assert.IsFalse(Decide(many).IsGranted);
        Assert.IsTrue(Decide([.. many.Skip(1)]).IsGranted);
    }

    [TestMethod]
    public void The_list_decides_by_the_whole_HIT_of_the_key()
    {
        PeerPolicy policy = world.Policy(PolicyMode.Listed);
        Hit hit = Hit.Of(PolicyWorld.Host("A"));
        Assert.IsTrue(Hit.TryCreate(hit.ToUInt128() ^ 1, out Hit near));
        world.Told.TrySet(new Host(near, "near", [], null, default, null));
        Assert.IsFalse(Decide(policy).IsGranted);

        world.Told.TrySet(new Host(hit, "a", [], null, default, null));

        Assert.IsTrue(Decide(policy).IsGranted);
        Assert.IsFalse(policy.Decide(PolicyWorld.Host("B"), []).IsGranted);
    }

    [TestMethod]
    public void Anybody_may_where_the_policy_says_so() =>
        Assert.IsTrue(Decide(world.Policy(PolicyMode.Any)).Rights!.IsUnrestricted);

    private PeerDecision Decide(params SpkiObject[] shown) => Decide(world.Policy(), shown);

    private static PeerDecision Decide(PeerPolicy policy, params SpkiObject[] shown) =>
        policy.Decide(PolicyWorld.Host("A"), PolicyWorld.Show(shown));
}
