using HiperNet.HipStack.Identity;
using HiperNet.Hipd.Configuration;
using HiperNet.Spki.Keys;

namespace HiperNet.HipStack.Tests.Hipd;

[TestClass]
public sealed class ConfigFileTests
{
    private const string Identity = "identities:\n  - key: host.key\n";
    private const string Listed = "policy:\n  mode: listed\n";

    private readonly string folder = Directory.CreateTempSubdirectory("hipd-config-").FullName;

    public ConfigFileTests() => KeyFile.Save(Path.Combine(folder, "host.key"), PolicyWorld.Key("H").ToSexp());

    [TestCleanup]
    public void Clean() => Directory.Delete(folder, recursive: true);

    [TestMethod]
    public void A_key_is_found_beside_the_configuration()
    {
        using Settings settings = Load(Identity + Listed);

        Assert.AreEqual(Hit.Of(PolicyWorld.Host("H")), settings.Identities.Single().Hit);
    }

    [TestMethod]
    [DataRow("tap:\n  nme: hip0\n", ":4:")]
    [DataRow("tapp:\n  name: hip0\n", ":3:")]
    [DataRow("tap:\n  mtu: wide\n", ":4:")]
    [DataRow("tap:\n  mtu: 1400\n  mtu: 1400\n", ":5:")]
    [DataRow("tap: [\n", ":")]
    [DataRow("tap:\n - name\n", ":")]
    [DataRow("transport:\n  raw: perhaps\n", ":4:")]
    public void A_word_that_is_not_understood_is_named_with_its_place(string text, string place)
    {
        ConfigException error = Assert.ThrowsExactly<ConfigException>(() => Load(Identity + text));

        Assert.Contains("hipd.yaml" + place, error.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("identities:\n")]
    [DataRow("identities:\n  -\n")]
    [DataRow("identities:\n  - key:\n")]
    [DataRow("identities:\n  - key: host.key\n  - key: host.key\n")]
    [DataRow("identities:\n  - key: nowhere.key\n")]
    [DataRow("identities:\n  - key: .\n")]
    [DataRow("identities:\n  - key: host.key\n    ipv4: 10.1.0.1\n")]
    [DataRow("identities:\n  - key: host.key\n    ipv4: 10.1.0.1/33\n")]
    [DataRow("hosts:\n  -\n")]
    [DataRow("hosts:\n  - hit: 2001:db8::1\n")]
    [DataRow("hosts:\n  - hit:\n")]
    [DataRow("hosts:\n  - hit: \"2001:22:1:2:3:4:5:6\"\n    addresses: [192.0.2.300]\n")]
    [DataRow("hosts:\n  - hit: \"2001:22:1:2:3:4:5:6\"\n    addresses: [\"alpha.example.org:70000\"]\n")]
    [DataRow("policy:\n  mode: certificates\n")]
    [DataRow("policy:\n  mode: everybody\n")]
    [DataRow("policy:\n  vpxis: [\"(1:*)\"]\n")]
    [DataRow("policy:\n  vpxis: [\"\"]\n")]
    [DataRow("policy:\n  vpxis: [v]\n  roots: [none.key]\n")]
    [DataRow("policy:\n  vpxis: [v]\n  acl: host.key\n")]
    [DataRow("tap:\n  mtu: 1279\n")]
    [DataRow("tap:\n  mtu: 9001\n")]
    [DataRow("transport:\n  raw: false\n  udp: false\n")]
    [DataRow("transport:\n  udp_port: 0\n")]
    [DataRow("transport:\n  prefer: pigeon\n")]
    [DataRow("associations:\n  retry_seconds: .nan\n")]
    [DataRow("associations:\n  retry_seconds: -1\n")]
    [DataRow("associations:\n  unused_seconds: 1e300\n")]
    [DataRow("associations:\n  max: 0\n")]
    [DataRow("associations:\n  puzzle_difficulty: 21\n")]
    [DataRow("associations:\n  esp_suites: [null-sha256]\n")]
    [DataRow("associations:\n  dh_groups: [p256, rot13]\n")]
    [DataRow("metrics:\n  listen: here\n")]
    [DataRow("services:\n  offer: [relays]\n")]
    [DataRow("services:\n  relay_ports: 10600-10650\n")]
    [DataRow("services:\n  relay_ports: some\n")]
    [DataRow("services:\n  register:\n    -\n")]
    [DataRow("services:\n  register: [{server: x, services: [rendezvous]}]\n")]
    [DataRow("services:\n  register: [{server: \"2001:22:1:2:3:4:5:6\", services: [rendezvous]}]\n")]
    public void What_cannot_be_is_refused(string text)
    {
        string rest = text.StartsWith("identities", StringComparison.Ordinal) ? string.Empty : Identity;
        string mode = text.StartsWith("policy", StringComparison.Ordinal) ? string.Empty : Listed;

        ConfigException error = Assert.ThrowsExactly<ConfigException>(() => Load(rest + mode + text));

        Assert.IsNotEmpty(error.Problems);
    }

    [TestMethod]
    public void Keys_without_a_value_are_as_if_they_were_not_there()
    {
        using Settings settings = Load(
            Identity + Listed + "hosts:\ntap:\ntransport:\nassociations:\n  esp_suites:\n  dh_groups:\nmetrics:\n");

        Assert.IsEmpty(settings.Hosts);
        Assert.AreEqual("hip0", settings.Tap.Name);
    }

    [TestMethod]
    public void A_host_is_found_by_an_address_or_a_name()
    {
        using Settings settings = Load(
            Identity + Listed + "hosts:\n  - hit: \"2001:22:1:2:3:4:5:6\"\n"
                + "    addresses: [192.0.2.1, \"alpha.example.org:10501\", beta]\n");

        Assert.AreEqual("192.0.2.1:0", settings.Hosts[0].Addresses.Single().ToString());
        Assert.AreEqual(10501, settings.Hosts[0].Names[0].Port);
        Assert.AreEqual("beta", settings.Hosts[0].Names[1].Host);
    }

    [TestMethod]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        ConfigException error = Assert.ThrowsExactly<ConfigException>(() => Load(
            "identities:\n  - key: nowhere.key\npolicy:\n  mode: everybody\ntap:\n  mtu: 1\nhosts:\n  - hit: x\n"));

        Assert.HasCount(4, error.Problems);
    }

    [TestMethod]
    public void A_host_is_listed_once_and_its_address_is_its_own()
    {
        string first = Hit.Of(PolicyWorld.Host("A")).ToString();
        string second = Hit.Of(PolicyWorld.Host("B")).ToString();

        Assert.ThrowsExactly<ConfigException>(() => Load(
            Identity + Listed + $"hosts:\n  - hit: {first}\n  - hit: {first}\n"));
        Assert.ThrowsExactly<ConfigException>(() => Load(
            Identity + Listed + "hosts:\n"
                + $"  - hit: {first}\n    ipv4: 10.1.0.2\n"
                + $"  - hit: {second}\n    ipv4: 10.1.0.2\n"));
    }

    [TestMethod]
    public void A_file_that_is_not_there_is_a_problem_and_no_crash()
    {
        Assert.ThrowsExactly<ConfigException>(() => ConfigFile.Load(Path.Combine(folder, "none.yaml")));
        Assert.ThrowsExactly<ConfigException>(() => ConfigFile.Load(folder));
        Assert.ThrowsExactly<ConfigException>(() => ConfigFile.Load(string.Empty));
    }

    [TestMethod]
    public void A_huge_file_is_refused() => Assert.ThrowsExactly<ConfigException>(
        () => Load(new string('#', ConfigFile.MaxBytes + 1)));

    private Settings Load(string text)
    {
        string path = Path.Combine(folder, "hipd.yaml");
        File.WriteAllText(path, text);
        return ConfigFile.Load(path);
    }
}
