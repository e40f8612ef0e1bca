using HiperNet.HipStack.Control;
using HiperNet.Testing;

namespace HiperNet.PeerInterop.Tests;

/// <summary>R1s and R2s with one fault each.</summary>
[TestClass]
[RequiresNetworkNamespaces]
[RequiresPythonCryptography]
public sealed class HostileResponderTests
{
    private const string Kind = "p256";

    private static Lab lab = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context) => lab = await Lab.StartAsync("p384");

    [ClassCleanup]
    public static async Task StopAsync() => await lab.DisposeAsync();

    [TestMethod]
    [DataRow("hip_wrong_signature", "wrong-signature", "no-signature")]
    [DataRow("hip_malformed", "bad-order", "truncated")]
    [DataRow("hip_unknown_critical", "unknown-critical")]
    [DataRow("hip_unsupported_version", "version-1")]
    [DataRow("hip_wrong_checksum", "wrong-checksum")]
    [DataRow("hip_not_offered", "dh-downgrade")]
    [DataRow(
        "hip_bad_parameter",
        "dh-empty", "drop-257", "drop-511", "drop-513", "drop-579", "drop-705", "drop-715", "drop-2049", "drop-4095")]
    public async Task An_R1_with_one_fault_is_refused_for_it(string reason, params string[] variants)
    {
        foreach (string variant in variants)
        {
            PeerReport report = await MustDropAsync(reason, variant, "R1");
            Assert.IsEmpty(report.Of("received").Where(entry => PeerReport.Text(entry, "packet") == "I2"));
        }
    }

    [TestMethod]
    [DataRow("invalid dh value", "dh-off-curve")]
    [DataRow("no common cipher", "null-cipher")]
    [DataRow("no common transport", "null-esp")]
    public async Task An_R1_with_which_nothing_can_come_about_ends_the_attempt(string reason, string variant)
    {
        using PythonPeer peer = await lab.AwaitingPeerAsync(
            Kind, "--misbehave", variant, "--misbehave-in", "R1", "--expect", "received-I2");
        await lab.ResetAsync(Kind);
        Knock();
        bool isLogged = await Lab.UntilAsync(() => Task.FromResult(lab.Daemon.HasLogged(reason)));
        PeerReport report = await peer.KillAsync();
        Assert.IsTrue(isLogged, $"{reason}\n{lab.Daemon.Log}\n{report}");
        Assert.IsEmpty(report.Of("associated"));
        lab.Daemon.MustBeWell();
    }

    [TestMethod]
    [DataRow("hip_wrong_mac", "wrong-mac", "no-mac")]
    [DataRow("hip_wrong_signature", "wrong-signature", "no-signature")]
    [DataRow("hip_bad_parameter", "old-spi", "drop-65")]
    public async Task An_R2_with_one_fault_is_refused_for_it(string reason, params string[] variants)
    {
        foreach (string variant in variants)
        {
            PeerReport report = await MustDropAsync(reason, variant, "R2");
            Assert.IsEmpty(report.Of("esp"), "nothing was sent under keys that were never agreed on");
        }
    }

    private static async Task<PeerReport> MustDropAsync(string reason, string variant, string packet)
    {
        IReadOnlyDictionary<string, long> before = await lab.DropsAsync();
        using PythonPeer peer = await lab.AwaitingPeerAsync(
            Kind, "--misbehave", variant, "--misbehave-in", packet, "--expect", "gave-up");
        Knock();
        await lab.MustDropAsync(reason, before);
        Assert.AreNotEqual(AssociationState.Established, (await lab.FindAsync(Kind))?.State, variant);
        PeerReport report = await peer.KillAsync();
        await lab.ResetAsync(Kind);
        lab.Daemon.MustBeWell();
        return report;
    }

    /// <summary>A packet to the peer, which begins an exchange; whether it arrives does not matter.</summary>
    private static void Knock() => lab.Near.Run("ping", "-c", "1", "-W", "0.1", PeerKey.Of(Kind).Hit.ToString());
}
