using System.Globalization;
using System.Text;
using HiperNet.Hipd.Tests.Lab;
using HiperNet.Testing;

namespace HiperNet.Hipd.Tests;

/// <summary>
/// A service (1), and those who want to talk to it. Rights go from the resource to its registrar and from there to the
/// hosts; all trust the resource's key.
/// </summary>
[TestClass]
[RequiresNetworkNamespaces]
public sealed class PolicyTests
{
    private const int Granted = 2;
    private const int Stranger = 3;
    private const int Ending = 4;
    private const int Revoked = 5;
    private const int Renewed = 6;
    private const int Narrow = 7;
    private const int LongChain = 8;
    private const int Links = 6;

    /// <summary>How late a cut may be; on a machine that does nothing else it takes milliseconds.</summary>
    private const double Late = 2;

    private static HipdLab? shared;
    private static string resource = "";
    private static string registrar = "";

    private static HipdLab Lab => shared!;

    private static HipdHost Service => Lab[1];

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        Dictionary<int, string[]> chains = [];
        HipdLab lab = HipdLab.Build(new LabPlan
        {
            Hosts = 8,
            Vpxi = true,
            Policy = host => "policy: {mode: certificates, vpxis: [v], "
                + $"roots: [{resource}], chain: [{string.Join(", ", chains[host.Number])}]}}",
            More = "metrics: {listen: \"127.0.0.1:9500\"}",
        });
        shared = lab;
        Certificates made = lab.Certificates;
        resource = made.NewKey("resource.key");
        registrar = made.NewKey("registrar.key");
        string first = made.Issue("registrar.cert", resource, registrar, propagate: true);
        foreach (HipdHost host in lab.Hosts)
        {
            chains[host.Number] = [first];
        }

        chains[1] = [first, made.Issue("1.cert", registrar, Service.Key)];
        chains[Granted] = [first, made.Issue("2.cert", registrar, lab[Granted].Key)];
        chains[Stranger] = [];
        chains[Revoked] = [first, made.Issue("5.cert", registrar, lab[Revoked].Key)];
        chains[Narrow] = [first, made.Issue("7.cert", registrar, lab[Narrow].Key, Certificates.Port22)];
        chains[LongChain] = [.. Long(made, lab[LongChain].Key)];
        await lab.LaunchAsync();
        foreach (HipdHost host in lab.Hosts)
        {
            await lab.ServeAsync(host, host.Hit);
            await lab.ServeAsync(host, host.Hit, 22);
        }
    }

    [ClassCleanup]
    public static void Stop() => shared?.Dispose();

    [TestMethod]
    public void A_chain_that_both_show_opens_the_association()
    {
        string output = Lab.Succeed(Lab[Granted].Ping(Service.Hit));

        Expect.Contains(output, " 0% packet loss", Lab.Logs());
        string why = Lab.Succeed(Service.Hip("explain", Lab[Granted].Name));
        Expect.Contains(why, "granted");
        Expect.Contains(why, "proof");
        Lab.Succeed(Lab[Granted].Hip("explain", Service.Name));
        Lab.Succeed(Traffic.Of(Lab[Granted], "say", Service.Hit, "7000", "hello"));
    }

    [TestMethod]
    public void A_chain_of_six_large_certificates_comes_before_the_first_packet()
    {
        string output = Lab.Succeed(Lab[LongChain].Ping(Service.Hit));

        Expect.Contains(output, " 0% packet loss", Lab.Logs());
        int proof = Service.Association(Lab[LongChain])!.Value.GetProperty("chain").GetArrayLength();
        Assert.IsGreaterThanOrEqualTo(Links, proof, Lab.Logs());
    }

    [TestMethod]
    public void A_stranger_is_refused_with_a_reason_and_no_silence()
    {
        using Background sniffer = Background.Start(
            Service.Namespace, "tcpdump", "-lni", "hip0", "ip6 and host " + Lab[Stranger].Hit);

        string output = Lab.Fail(Lab[Stranger].Run("ping", "-c", "4", "-i", "0.5", "-W", "5", Service.Hit));

        Expect.Contains(output, "prohibited", Lab.Logs());
        ProgramRun there = Service.Hip("explain", Lab[Stranger].Name);
        ProgramRun here = Lab[Stranger].Hip("explain", Service.Name);
        Assert.AreEqual(1, there.ExitCode, Text(there));
        Assert.AreEqual(1, here.ExitCode, Text(here) + Lab.Logs());
        Expect.Contains(Text(there), "refused:");
        Expect.Contains(Text(here), "BlockedByPolicy");
        Assert.IsFalse(Service.IsOpenWith(Lab[Stranger]));
        sniffer.Signal("INT");
        sniffer.Wait();
        Expect.Lacks(sniffer.Lines, "echo request", sniffer.Lines);
    }

    [TestMethod]
    public async Task A_right_that_ends_cuts_the_connection_and_takes_the_keys()
    {
        DateTimeOffset end = Certificates.In(10);
        string certificate = Lab.Certificates.Issue("4.cert", registrar, Lab[Ending].Key, until: end);
        Lab.Succeed(Lab[Ending].Hip("add-cert", certificate));
        using Background ticks = Tick(Ending, 20);
        await Eventually.TrueAsync(() => ticks.Lines.Contains("ticking", StringComparison.Ordinal), Lab.Report);

        Assert.AreEqual(1, ticks.Wait(), ticks.Lines + Lab.Logs());

        AssertCut(ticks, end.AddSeconds(1));
        Assert.IsFalse(Service.IsOpenWith(Lab[Ending]), Lab.Logs());
        Assert.IsFalse(Lab[Ending].IsOpenWith(Service), Lab.Logs());
        Expect.Lacks(Lab.Succeed(Service.Hip("sa", "--json")), Lab[Ending].Hit);
        ProgramRun why = Service.Hip("explain", Lab[Ending].Name);
        Assert.AreEqual(1, why.ExitCode, Text(why));
    }

    [TestMethod]
    public async Task A_revocation_cuts_at_once()
    {
        using Background ticks = Tick(Revoked, 20);
        await Eventually.TrueAsync(() => ticks.Lines.Contains("ticking", StringComparison.Ordinal), Lab.Report);
        string list = Lab.Certificates.Revoke("5.crl", registrar, Lab.Certificates["5.cert"]);

        Lab.Succeed(Service.Hip("add-cert", list));
        DateTimeOffset told = TimeProvider.System.GetUtcNow();

        Assert.IsFalse(Service.IsOpenWith(Lab[Revoked]), Lab.Logs());
        Assert.AreEqual(1, ticks.Wait(), ticks.Lines + Lab.Logs());
        AssertCut(ticks, told);
        ProgramRun why = Service.Hip("explain", Lab[Revoked].Name);
        Assert.AreEqual(1, why.ExitCode, Text(why));
        Lab.Fail(Lab[Revoked].Ping(Service.Hit, 1));
    }

    [TestMethod]
    public async Task A_renewal_before_the_end_keeps_the_connection()
    {
        string short_lived = Lab.Certificates.Issue(
            "6a.cert", registrar, Lab[Renewed].Key, until: Certificates.In(10));
        Lab.Succeed(Lab[Renewed].Hip("add-cert", short_lived));
        using Background ticks = Tick(Renewed, 14);
        await Eventually.TrueAsync(() => ticks.Lines.Contains("ticking", StringComparison.Ordinal), Lab.Report);
        string renewed = Lab.Certificates.Issue("6b.cert", registrar, Lab[Renewed].Key, until: Certificates.In(3600));

        Lab.Succeed(Lab[Renewed].Hip("add-cert", renewed));

        Assert.AreEqual(0, ticks.Wait(), ticks.Lines + Lab.Logs());
    }

    [TestMethod]
    public void A_narrow_right_lets_one_service_through_in_both_directions()
    {
        HipdHost narrow = Lab[Narrow];

        Lab.Succeed(Traffic.Of(narrow, "say", Service.Hit, "22", "to the service"));
        Lab.Succeed(Traffic.Of(Service, "say", narrow.Hit, "22", "from the service"));
        Lab.Fail(Traffic.Of(narrow, "say", Service.Hit, "7000", "to another"));
        Lab.Fail(Traffic.Of(Service, "say", narrow.Hit, "7000", "from another"));
        Expect.Contains(Lab.Fail(Service.Ping(narrow.Hit, 1)), "prohibited");
        Lab.Fail(narrow.Run("ping", "-c", "1", "-W", "1", Service.Hit));
        Lab.Fail(Traffic.Of(narrow, "udp", Service.Hit, "22", "100"));

        string drops = Service.Association(narrow)!.Value.GetProperty("drops").ToString();
        Expect.Contains(drops, "not_permitted", drops);
    }

    private static Background Tick(int host, int seconds) => Background.Start(
        Lab[host].Namespace, "python3", Traffic.Script, "tick", Service.Hit, "7000", $"{seconds}", "4");

    private static void AssertCut(Background ticks, DateTimeOffset end)
    {
        string line = ticks.Lines.Split('\n').Last(text => text.StartsWith("last ", StringComparison.Ordinal));
        double last = double.Parse(line[5..], CultureInfo.InvariantCulture) - (end.ToUnixTimeMilliseconds() / 1000.0);
        Assert.IsLessThan(Late, last, ticks.Lines + Lab.Logs());
        Assert.IsGreaterThan(-2 * Late, last, ticks.Lines + Lab.Logs());
    }

    private static IEnumerable<string> Long(Certificates made, string subject)
    {
        string issuer = resource;
        for (int link = 1; link < Links; link++)
        {
            string next = made.NewKey($"long{link}.key", "rsa2048");
            yield return made.Issue($"long{link}.cert", issuer, next, propagate: true);
            issuer = next;
        }

        yield return made.Issue("long.cert", issuer, subject);
    }

    private static string Text(ProgramRun run) => Encoding.UTF8.GetString(run.Output.Span) + run.Errors;
}
