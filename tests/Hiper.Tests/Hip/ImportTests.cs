using System.Text.Json;

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
            # al"pha: only the first of 2 rendezvous servers is kept
            # 20010021111122223333444455557777: incoming="no" is not kept: certificates say who may talk to us
            # 20010021111122223333444455557777: its LSI 1.2.3.4 is not kept: it is 1.85.119.119 here, from its HIT
            # 2001:21:1111:2222:3333:4444:5555:7777 has neither an address nor a rendezvous server
            # old is left out: it has no HIT of HIP version 2 (RFC 7343)
            # twice is left out: its HIT stands there already
            # <something> is not understood
            hosts:
              - hit: "2001:22:1111:2222:3333:4444:5555:6666"
                name: "al\"pha"
                addresses: ["192.0.2.1", "2001:db8::1"]
                rvs: "198.51.100.1"
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
            "\npuzzle_difficulty: 10\nsa_lifetime: 900s\nunused_association_lifetime: 600s\n",
            text,
            StringComparison.Ordinal);
        Assert.Contains("# msl = many is not kept", text, StringComparison.Ordinal);
        Assert.Contains("# max_retries = 99999999999999999999 is not kept", text, StringComparison.Ordinal);
        Assert.Contains("# esp_sa = 1 is not kept", text, StringComparison.Ordinal);
        Assert.Contains("# unheard_of = 1 is not kept", text, StringComparison.Ordinal);
    }

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

    private static Outcome Import(string text, params string[] more) =>
        Cli.RunWith(System.Text.Encoding.UTF8.GetBytes(text), ["hip", "hosts", "import", "-", .. more]);
}
