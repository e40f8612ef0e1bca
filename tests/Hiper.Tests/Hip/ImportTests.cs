using System.Text.Json;
using HiperNet.Hipd.Configuration;

namespace HiperNet.Hiper.Tests.Hip;

/// <summary><c>hiper hip hosts import</c>: OpenHIP's files, good and hostile.</summary>
[TestClass]
public sealed class ImportTests
{
    private const string Known = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- as the other daemon writes it -->
        <known_host_identities>
          <host_identity alg="ECDSA" alg_id="7" length="32" incoming="yes" hit_suite_id="2">
            <name>al"pha</name>
            <addr>192.0.2.1</addr><addr>2001:db8::1/64</addr><addr>192.0.2.1</addr><addr>nowhere</addr>
            <RVS>198.51.100.1</RVS><RVS>198.51.100.2</RVS>
            <HIT>2001:22:1111:2222:3333:4444:5555:6666</HIT>
            <LSI>1.85.102.102</LSI>
          </host_identity>
          <host_identity incoming="no"><HIT>20010021111122223333444455557777</HIT><LSI>1.2.3.4</LSI></host_identity>
          <host_identity><name>old</name><HIT>2001:10::1</HIT></host_identity>
          <host_identity><name>twice</name><HIT>2001:22:1111:2222:3333:4444:5555:6666</HIT></host_identity>
          <something/>
        </known_host_identities>
        """;

    [TestMethod]
    public void Hosts_become_yaml_with_a_warning_for_what_is_lost()
    {
        const string Expected = """
            # al"pha: 'nowhere' is no IP address, and is left out
            # 20010021111122223333444455557777: incoming="no" is not kept: certificates say who may talk to us
            # 20010021111122223333444455557777: its LSI 1.2.3.4 is not kept: it is 1.85.119.119 here, from its HIT
            # 2001:21:1111:2222:3333:4444:5555:7777 has neither an address nor a rendezvous server
            # old is left out: it has no HIT of HIP version 2 (RFC 7343)
            # twice is left out: its HIT stands there already
            # <something> is not understood
            # al"pha: none of its rendezvous servers is kept: 198.51.100.1, 198.51.100.2; hipd.yaml takes one server's HIT
            hosts:
              - hit: "2001:22:1111:2222:3333:4444:5555:6666"
                name: "al\"pha"
                addresses: ["192.0.2.1", "2001:db8::1"]
              - hit: "2001:21:1111:2222:3333:4444:5555:7777"
                addresses: []

            """;

        Assert.AreEqual(Expected, Import(Known).Expect(0).Text);
    }

    [TestMethod]
    public void Json_holds_hosts_warnings_and_the_yaml()
    {
        JsonElement json = Import(Known, "--json").Expect(0).Json("done");

        Assert.AreEqual(2, json.GetProperty("hosts").GetArrayLength());
        Assert.AreEqual(8, json.GetProperty("warnings").GetArrayLength());
        Assert.Contains("hosts:\n", json.GetProperty("yaml").GetString()!, StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_configuration_becomes_yaml()
    {
        const string Conf = """
            <hip_configuration>
              <cookie_difficulty>10</cookie_difficulty><sa_lifetime>900</sa_lifetime><ual>600</ual>
              <msl>many</msl><max_retries>99999999999999999999</max_retries>
              <esp_sa><transforms><id>1</id></transforms></esp_sa><unheard_of>1</unheard_of>
            </hip_configuration>
            """;
        string text = Import(Conf).Expect(0).Text;

        Assert.EndsWith(
            "\nassociations:\n  puzzle_difficulty: 10\n  rekey_seconds: 900\n  unused_seconds: 600\n",
            text,
            StringComparison.Ordinal);
        Assert.Contains("# msl = many is not kept", text, StringComparison.Ordinal);
        Assert.Contains("# max_retries = 99999999999999999999 is not kept", text, StringComparison.Ordinal);
        Assert.Contains("# esp_sa = 1 is not kept", text, StringComparison.Ordinal);
        Assert.Contains("# unheard_of = 1 is not kept", text, StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_rendezvous_server_that_is_among_the_hosts_is_named_by_its_HIT()
    {
        const string Hosts = """
            <known_host_identities>
              <host_identity><HIT>2001:22:1111:2222:3333:4444:5555:6666</HIT><RVS>192.0.2.9</RVS></host_identity>
              <host_identity><HIT>2001:22:1111:2222:3333:4444:5555:9999</HIT><addr>192.0.2.9</addr></host_identity>
            </known_host_identities>
            """;

        HostConfig host = Read(Import(Hosts)).Hosts[0];

        Assert.AreEqual("2001:22:1111:2222:3333:4444:5555:9999", host.Rvs);
    }

    [TestMethod]
    public void Hipd_reads_the_hosts_that_were_imported()
    {
        HipdConfig config = Read(Import(Known));

        Assert.AreEqual("2001:22:1111:2222:3333:4444:5555:6666", config.Hosts[0].Hit);
        Assert.AreEqual("al\"pha", config.Hosts[0].Name);
        CollectionAssert.AreEqual((string[])["192.0.2.1", "2001:db8::1"], config.Hosts[0].Addresses);
    }

    [TestMethod]
    public void Hipd_reads_every_key_that_is_translated()
    {
        string[] keys = ["cookie_difficulty", "packet_timeout", "max_retries", "sa_lifetime", "failure_timeout", "ual"];
        string all = string.Concat(keys.Select(key => $"<{key}>7</{key}>"));

        AssociationConfig config = Read(Import($"<hip_configuration>{all}</hip_configuration>")).Associations;

        Assert.AreEqual(7, config.PuzzleDifficulty);
        Assert.AreEqual(7, config.RetrySeconds);
        Assert.AreEqual(7, config.Retries);
        Assert.AreEqual(7, config.RekeySeconds);
        Assert.AreEqual(7, config.FailedHoldSeconds);
        Assert.AreEqual(7, config.UnusedSeconds);
    }

    [TestMethod]
    public void A_configuration_without_a_key_that_means_anything_is_still_yaml() =>
        Assert.AreEqual(10, Read(Import("<hip_configuration/>")).Associations.PuzzleDifficulty);

    [TestMethod]
    [DataRow("")]
    [DataRow("garbage")]
    [DataRow("<known_host_identities>")]
    [DataRow("<my_host_identities><host_identity><P>secret</P></host_identity></my_host_identities>")]
    [DataRow("<known_host_identities>&undefined;</known_host_identities>")]
    [DataRow("<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><hip_configuration>&e;</hip_configuration>")]
    [DataRow("<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/a.dtd\"><known_host_identities/>")]
    public void What_is_no_such_file_is_malformed(string text)
    {
        Outcome outcome = Import(text).Expect(3);

        Assert.AreEqual("", outcome.Text);
        Assert.DoesNotContain("secret", outcome.Errors, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Entities_that_multiply_are_refused()
    {
        string entities = string.Concat(Enumerable.Range(1, 30).Select(i =>
            $"<!ENTITY e{i} \"&e{i - 1};&e{i - 1};\">"));
        string laughs = $"<!DOCTYPE a [<!ENTITY e0 \"ha\">{entities}]><hip_configuration>&e30;</hip_configuration>";

        Assert.Contains("DTD", Import(laughs).Expect(3).Errors, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Deep_and_large_files_are_refused()
    {
        string deep = string.Concat(Enumerable.Repeat("<a>", 100_000));
        string large = "<known_host_identities>" + new string(' ', 5 << 20) + "</known_host_identities>";

        Assert.Contains("over 16 elements", Import(deep).Expect(3).Errors, StringComparison.Ordinal);
        Import(large).Expect(3);
    }

    [TestMethod]
    public void Names_cannot_leave_their_string_or_steer_a_terminal()
    {
        const string Hostile = """
            <known_host_identities><host_identity><name>a": [&#10;evil: yes&#x9b;31m\</name>
            <HIT>2001:22:1111:2222:3333:4444:5555:6666</HIT></host_identity></known_host_identities>
            """;

        string text = Import(Hostile).Expect(0).Text;

        Assert.Contains("    name: \"a\\\": [?evil: yes?31m\\\\\"\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\nevil", text, StringComparison.Ordinal);
    }

    /// <summary>The daemon's own reader, which refuses a key that it does not know.</summary>
    private static HipdConfig Read(Outcome outcome) => ConfigFile.Parse(outcome.Expect(0).Text, "imported.yaml");

    private static Outcome Import(string text, params string[] more) =>
        Cli.RunWith(System.Text.Encoding.UTF8.GetBytes(text), ["hip", "hosts", "import", "-", .. more]);
}
