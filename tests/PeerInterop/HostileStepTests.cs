using HiperNet.Testing;

namespace HiperNet.PeerInterop.Tests;

/// <summary>
/// What a peer does that has an association and turns malicious. The peer itself looks whether anything came of it, and
/// whether the association still carries its packets.
/// </summary>
[TestClass]
[RequiresNetworkNamespaces]
[RequiresPythonCryptography]
public sealed class HostileStepTests
{
    private const string Kind = "p256";

    private static Lab lab = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context) => lab = await Lab.StartAsync("p384");

    [ClassCleanup]
    public static async Task StopAsync() => await lab.DisposeAsync();

    [TestMethod]
    [DataRow("hip_replayed", "replay-i2")]
    [DataRow("data_replayed", "replay-esp", "esp-zero-sequence", "esp-old-sequence")]
    [DataRow("data_bad_icv", "esp-bad-icv", "esp-bad-ciphertext", "esp-truncated", "esp-other-sequence")]
    [DataRow("data_too_short", "esp-tiny", "esp-head-only")]
    [DataRow("data_unknown_spi", "esp-unknown-spi")]
    [DataRow("data_bad_padding", "esp-bad-padding")]
    [DataRow("data_dummy", "esp-dummy")]
    [DataRow("hip_wrong_mac", "forged-update", "update-without-mac", "forged-close")]
    [DataRow("hip_wrong_signature", "unsigned-update", "update-without-signature", "unsigned-close")]
    [DataRow("hip_bad_parameter", "update-no-ids")]
    [DataRow("hip_malformed", "garbage")]
    [DataRow("hip_bad_diffie_hellman", "update-wrong-group", "update-bad-dh=off-curve", "update-bad-dh=zero")]
    public async Task It_is_dropped_for_its_reason(string reason, params string[] steps)
    {
        foreach (string step in steps)
        {
            IReadOnlyDictionary<string, long> before = await lab.DropsAsync();
            await StepAsync(step);
            await lab.MustDropAsync(reason, before);
        }
    }

    /// <summary>The kernel behind hip0 looks at what an honest ESP packet carries.</summary>
    [TestMethod]
    [DataRow("esp-spoof-checksum")]
    [DataRow("esp-spoof-inner")]
    [DataRow("esp-next-header")]
    [DataRow("update-replay")]
    public async Task Nothing_comes_of_it(string step) => await StepAsync(step);

    /// <summary>It has said that it is nowhere else, so that it is not heard before it says where it is.</summary>
    [TestMethod]
    public async Task An_address_where_the_peer_is_not_is_never_verified() =>
        await StepAsync($"locator-lie=10.66.0.99,move={Lab.TheirOther}");

    private static async Task StepAsync(string step)
    {
        await lab.BeginningPeerEndsWellAsync(
            Kind, "--do", $"ping,rekey,{step},ping,close", "--expect", "closed", "--ping-size", "100");
    }
}
