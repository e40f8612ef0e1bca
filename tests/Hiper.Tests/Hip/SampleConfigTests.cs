using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using HiperNet.HipStack.Association;
using HiperNet.Hipd.Configuration;
using HiperNet.Hipd.Policy;
using HiperNet.Testing;

namespace HiperNet.Hiper.Tests.Hip;

/// <summary>HipStack/hipd/hipd.yaml: what it says of every key is so.</summary>
[TestClass]
public sealed partial class SampleConfigTests
{
    private const int TimeoutMilliseconds = 10_000;

    private static readonly string Sample = File.ReadAllText(RepositoryFiles.PathOf("HipStack", "hipd", "hipd.yaml"));

    [TestMethod]
    public void The_sample_is_right_once_its_key_is_there()
    {
        using Scratch folder = new();
        Cli.Run("key", "new", "--type", "p256", "--out", folder["host.key"]).Expect(0);
        string path = folder.Write("hipd.yaml", Sample);

        using Settings settings = ConfigFile.Load(path);

        Assert.HasCount(1, settings.Identities);
        Assert.AreEqual(PolicyMode.Certificates, settings.Policy.Mode);
    }

    [TestMethod]
    public void Certificates_are_read_as_the_command_line_writes_them()
    {
        using Scratch folder = new();
        Cli.Run("key", "new", "--type", "p256", "--out", folder["host.key"]).Expect(0);
        Cli.Run("cert", "issue", "--key", folder["host.key"], "--subject", folder["host.key"], "--tag", "(net example)",
            "--out", folder["own.cert"]).Expect(0);
        string path = folder.Write("hipd.yaml", """
            identities: [{key: host.key}]
            policy: {vpxis: [example], roots: [host.key], certificates: [own.cert], chain: [own.cert]}
            """);

        using Settings settings = ConfigFile.Load(path);

        Assert.HasCount(1, settings.Policy.Chain);
        Assert.HasCount(1, settings.Policy.Known);
        Assert.HasCount(1, settings.Policy.Roots);
    }

    [TestMethod]
    public void The_sample_shows_the_defaults()
    {
        HipdConfig sample = ConfigFile.Parse(Sample, "hipd.yaml");
        sample.Identities = [];
        sample.Policy.Vpxis = [];
        AssociationConfig associations = sample.Associations;
        (associations.DhGroups, associations.Ciphers, associations.EspSuites) = ([], [], []);

        Assert.AreEqual(Text(new HipdConfig()), Text(sample));
    }

    [TestMethod]
    public void The_sample_shows_the_defaults_of_the_engine()
    {
        HipdConfig config = ConfigFile.Parse(Sample, "hipd.yaml");
        EngineOptions options = new SettingsReader(config, "hipd.yaml").Read().Engine;
        EngineOptions defaults = new();

        CollectionAssert.AreEqual(defaults.DhGroups.ToArray(), options.DhGroups.ToArray());
        CollectionAssert.AreEqual(defaults.Ciphers.ToArray(), options.Ciphers.ToArray());
        CollectionAssert.AreEqual(defaults.EspSuites.ToArray(), options.EspSuites.ToArray());
        Assert.AreEqual(
            defaults,
            options with
            {
                DhGroups = defaults.DhGroups, Ciphers = defaults.Ciphers, EspSuites = defaults.EspSuites,
            });
    }

    [TestMethod]
    public void What_is_off_in_the_sample_can_be_switched_on()
    {
        HipdConfig config = ConfigFile.Parse(Everything(), "hipd.yaml");

        Assert.IsNotNull(config.Identities[0].PassphraseFile);
        Assert.IsNotNull(config.Metrics.Listen);
        Assert.HasCount(1, config.Hosts);
        Assert.HasCount(1, config.Services.Register);
    }

    [TestMethod]
    public void The_sample_holds_every_key()
    {
        string all = Everything();
        string[] missing =
        [
            .. typeof(HipdConfig).Assembly.GetTypes()
                .Where(type => type.Namespace == typeof(HipdConfig).Namespace
                    && type.Name.EndsWith("Config", StringComparison.Ordinal))
                .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
                .Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name))
                .Where(key => !Regex.IsMatch(
                    all, $@"(?m)^[ -]*{key}:", RegexOptions.None, TimeSpan.FromMilliseconds(TimeoutMilliseconds))),
        ];

        Assert.AreEqual("", string.Join(", ", missing));
    }

    /// <summary>The sample with everything switched on that is off.</summary>
    private static string Everything() => OffKey().Replace(
        Sample
            .Replace("hosts: []", "hosts:", StringComparison.Ordinal)
            .Replace("register: []", "register:", StringComparison.Ordinal),
        "${indent}${key}");

    private static string Text(HipdConfig config) => JsonSerializer.Serialize(config);

    [GeneratedRegex(
        @"^(?<indent> *)#(?<key> *(- )?\w+:)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex OffKey();
}
