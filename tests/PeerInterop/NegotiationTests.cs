using System.Globalization;
using System.Text.Json;
using HiperNet.Testing;

namespace HiperNet.PeerInterop.Tests;

/// <summary>Each group, cipher and suite that both sides have, agreed on in both roles.</summary>
[TestClass]
[RequiresNetworkNamespaces]
[RequiresPythonCryptography]
public sealed class NegotiationTests
{
    private static Lab lab = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context) => lab = await Lab.StartAsync("p384");

    [ClassCleanup]
    public static async Task StopAsync() => await lab.DisposeAsync();

    [TestMethod]
    [DataRow(3)]
    [DataRow(4)]
    [DataRow(7)]
    [DataRow(8)]
    [DataRow(9)]
    [DataRow(11)]
    public async Task Every_Diffie_Hellman_group_is_agreed_on(int group)
    {
        foreach (JsonElement associated in await BothAsync("p256", "--dh-groups", Text(group)))
        {
            Assert.AreEqual(Text(group), PeerReport.Text(associated, "dh_group"));
        }
    }

    [TestMethod]
    [DataRow(2, 8)]
    [DataRow(2, 9)]
    [DataRow(2, 12)]
    [DataRow(2, 13)]
    [DataRow(4, 8)]
    [DataRow(4, 9)]
    [DataRow(4, 12)]
    [DataRow(4, 13)]
    public async Task Every_cipher_and_suite_carries_packets_both_ways(int cipher, int suite)
    {
        foreach (JsonElement associated in await BothAsync("rsa", "--ciphers", Text(cipher), "--esp", Text(suite)))
        {
            Assert.AreEqual(Text(cipher), PeerReport.Text(associated, "hip_cipher"));
            Assert.AreEqual(Text(suite), PeerReport.Text(associated, "esp_suite"));
        }
    }

    [TestMethod]
    public async Task A_Host_Identity_in_the_clear_is_taken_as_well() =>
        await lab.BeginningPeerEndsWellAsync(
            "rsa", "--host-id", "clear", "--do", "ping,close", "--expect", "closed");

    [TestMethod]
    [DataRow("0")]
    [DataRow("10")]
    [DataRow("16")]
    public async Task Puzzles_of_the_peer_are_solved(string difficulty) =>
        await WeBeginAsync("p256", "--k", difficulty);

    [TestMethod]
    public async Task Echo_requests_in_an_R1_are_answered_and_the_domain_identifier_is_covered() =>
        await WeBeginAsync("p256", "--echo-r1", "--domain", "a@b.example");

    [TestMethod]
    public async Task An_R1_without_counter_is_answered_without_counter() =>
        await WeBeginAsync("p256", "--no-r1-counter");

    [TestMethod]
    [DataRow("unknown-optional")]
    [DataRow("max-size")]
    public async Task A_packet_with_parameters_to_be_ignored_is_taken(string variant) =>
        await lab.BeginningPeerEndsWellAsync(
            "p256", "--misbehave", variant, "--misbehave-in", "I2", "--do", "ping,close", "--expect", "closed");

    private static async Task<JsonElement[]> BothAsync(string kind, params string[] arguments)
    {
        PeerReport begun = await lab.BeginningPeerEndsWellAsync(
            kind, [.. arguments, "--do", "ping,close", "--expect", "closed"]);
        PeerReport answered = await WeBeginAsync(kind, arguments);
        return [begun.Of("associated")[0], answered.Of("associated")[0]];
    }

    private static async Task<PeerReport> WeBeginAsync(string kind, params string[] arguments)
    {
        using PythonPeer peer = await lab.AwaitingPeerAsync(
            kind, [.. arguments, "--expect", "associated,answered,closed"]);
        lab.Ping(PeerKey.Of(kind).Hit);
        await lab.ResetAsync(kind);
        lab.Daemon.MustBeWell();
        return (await peer.EndAsync()).MustEndWell();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
