using HiperNet.Testing;

namespace HiperNet.PeerInterop.Tests;

/// <summary>I2s with one fault each; MAC and signature are right unless they are the fault.</summary>
[TestClass]
[RequiresNetworkNamespaces]
[RequiresPythonCryptography]
public sealed class HostileInitiatorTests
{
    private const string Kind = "p256";
    private const long MaxGrowth = 64 << 20;

    private static Lab lab = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context) => lab = await Lab.StartAsync("p384");

    [ClassCleanup]
    public static async Task StopAsync() => await lab.DisposeAsync();

    [TestMethod]
    [DataRow("hip_wrong_mac", "wrong-mac", "short-mac", "no-mac")]
    [DataRow("hip_wrong_signature", "wrong-signature", "wrong-signature-algorithm", "empty-signature")]
    [DataRow("hip_wrong_checksum", "wrong-checksum")]
    [DataRow(
        "hip_malformed",
        "bad-order", "oversized-parameter", "truncated", "tiny", "length-long", "length-short", "wrong-type")]
    [DataRow("hip_unknown_critical", "unknown-critical")]
    [DataRow("hip_unsupported_version", "version-1")]
    [DataRow("hip_wrong_solution", "wrong-puzzle")]
    [DataRow("hip_stale_puzzle", "wrong-i", "wrong-k", "wrong-opaque", "wrong-r1-counter")]
    [DataRow(
        "hip_bad_diffie_hellman", "dh-off-curve", "dh-zero", "dh-short", "dh-long", "dh-prefixed", "dh-wrong-group")]
    [DataRow(
        "hip_bad_parameter",
        "dh-empty", "dh-lying-length", "no-signature", "old-spi", "double-65", "double-321", "double-513")]
    [DataRow(
        "hip_bad_parameter",
        "drop-65", "drop-321", "drop-513", "drop-579", "drop-641", "drop-2049", "drop-4095")]
    [DataRow(
        "hip_not_offered",
        "null-cipher", "null-esp", "two-ciphers", "two-esp-suites", "unoffered-cipher", "unoffered-esp")]
    [DataRow("hip_bad_encrypted", "garbled-encrypted", "short-encrypted")]
    public async Task An_I2_with_one_fault_is_refused_for_it(string reason, params string[] variants)
    {
        long memory = lab.Daemon.Memory;
        foreach (string variant in variants)
        {
            await MustRefuseAsync(reason, variant, "--misbehave-in", "I2");
        }

        Assert.IsLessThan(memory + MaxGrowth, lab.Daemon.Memory);
    }

    [TestMethod]
    [DataRow("dh-zero")]
    [DataRow("dh-one")]
    [DataRow("dh-minus-one")]
    public async Task A_MODP_value_without_secret_is_refused(string variant) =>
        await MustRefuseAsync("hip_bad_diffie_hellman", variant, "--dh-groups", "3");

    [TestMethod]
    [DataRow("hip_wrong_signature", "forged-host-id")]
    [DataRow("hip_hit_mismatch", "hit-mismatch")]
    public async Task Another_host_s_name_is_refused(string reason, string variant) =>
        await MustRefuseAsync(reason, variant);

    [TestMethod]
    public async Task An_I2_that_comes_twice_makes_one_association()
    {
        IReadOnlyDictionary<string, long> before = await lab.DropsAsync();
        await lab.BeginningPeerEndsWellAsync(
            Kind, "--misbehave", "replay-i2-twice", "--do", "ping,close", "--expect", "closed");
        await lab.MustDropAsync("hip_replayed", before);
    }

    private static async Task MustRefuseAsync(string reason, string variant, params string[] arguments)
    {
        IReadOnlyDictionary<string, long> before = await lab.DropsAsync();
        using PythonPeer peer = await lab.BeginningPeerAsync(
            Kind, ["--misbehave", variant, .. arguments, "--expect", "gave-up"]);
        await lab.MustDropAsync(reason, before);
        PeerReport report = await peer.KillAsync();
        Assert.IsEmpty(report.Of("associated"), $"{variant}: {report}");
        lab.Daemon.MustBeWell();
    }
}
