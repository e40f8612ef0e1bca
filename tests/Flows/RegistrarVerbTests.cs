using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using HiperNet.Flows.Tests.Lab;
using HiperNet.Hiper.Tests;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Tests.State.Lab;
using HiperNet.Spki.Keys;
using HiperNet.Testing;
using static HiperNet.Flows.Tests.Lab.RegistrarLab;

namespace HiperNet.Flows.Tests;

/// <summary><c>hiper registrar ...</c> against a registrar.</summary>
[TestClass]
[RequiresProgram("etcd")]
public sealed class RegistrarVerbTests
{
    private static RegistrarLab lab = null!;

    private static string[] Registrar =>
        ["--server", lab.Registrar.Address.ToString(), "--registrar", lab.Registrar.Principal];

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        lab = await RegistrarLab.StartAsync();
        KeyFile.Save(Path.Combine(lab.Place, "admin.key"), lab.Administrator.Key.ToSexp());
    }

    [ClassCleanup]
    public static async Task EndAsync() => await lab.DisposeAsync();

    [TestMethod]
    public void Status_says_who_answers_without_a_key_and_what_account_a_key_has()
    {
        JsonElement status = Run(null, "status", "--json").Expect(0).Json("done");

        Assert.AreEqual(lab.Registrar.Principal, status.GetProperty("registrar").GetProperty("principal").GetString());
        Assert.IsFalse(status.TryGetProperty("account", out _));
        Assert.Contains("your account: none", Run("admin.key", "status").Expect(0).Text, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Somebody_registers_with_an_invitation_and_is_listed_suspended_and_approved()
    {
        string key = NewKey("ann.key");
        string token = Path.Combine(lab.Place, "token");
        File.WriteAllText(token, Run("admin.key", "users", "invite", "--hours", "1").Expect(0).Text);
        string[] words =
        [
            "users", "register", "--name", "Ann", "--organisation", "Hospital", "--contact", "ann@hospital.example",
            "--invitation", token,
        ];

        Outcome unread = Run("ann.key", words).Expect(1);
        Outcome wrong = Run("ann.key", [.. words, "--agree", new string('0', 64)]).Expect(1);
        JsonElement done = Run("ann.key", [.. words, "--agree", lab.Agreement, "--json"]).Expect(0).Json("done");
        Outcome list = Run("admin.key", "users", "list").Expect(0);

        Assert.Contains($"--agree {lab.Agreement}", unread.Errors, StringComparison.Ordinal);
        Assert.Contains("another one", wrong.Errors, StringComparison.Ordinal);
        Assert.AreEqual("active", done.GetProperty("account").GetProperty("state").GetString());
        Assert.Contains(key, list.Text, StringComparison.Ordinal);
        Run("ann.key", "resources", "list").Expect(0);
        Assert.Contains(
            "suspended", Run("admin.key", "users", "suspend", key).Expect(0).Text, StringComparison.Ordinal);
        Assert.Contains("denied", Run("ann.key", "resources", "list").Expect(1).Errors, StringComparison.Ordinal);
        Assert.AreEqual(
            "active",
            Run("admin.key", "users", "approve", key, "--json").Expect(0).Json("done")
                .GetProperty("user").GetProperty("state").GetString());
    }

    [TestMethod]
    public void The_agreement_is_printed_with_its_hash()
    {
        Outcome outcome = Run(null, "users", "agreement").Expect(0);

        Assert.AreEqual($"{AgreementText}\n\nhash: {lab.Agreement}\n", outcome.Text);
    }

    [TestMethod]
    public async Task Resources_and_bookings_are_listed_and_shown()
    {
        Person owner = await lab.InvitedAsync();
        KeyFile.Save(Path.Combine(lab.Place, "owner.key"), owner.Key.ToSexp());
        await lab.OfferAsync(owner, "hall", 3);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        string document =
            $"infrastructure shown {{ window {now:yyyy-MM-ddTHH:mm:ssZ} for 60 min; node a {{ cores 1 }} }}";
        Must(await owner.Client.CreateAsync(new VpxiRequest("shown", document, false)));

        JsonElement offers = Run("owner.key", "resources", "list", "--json").Expect(0).Json("done");
        Outcome bookings = Run("owner.key", "bookings", "list").Expect(0);
        JsonElement booking = Run("owner.key", "bookings", "show", "shown", "--json").Expect(0).Json("done");

        Assert.AreEqual("live", offers.GetProperty("offers")[0].GetProperty("state").GetString());
        Assert.Contains("shown", bookings.Text, StringComparison.Ordinal);
        Assert.AreEqual("held", booking.GetProperty("booking").GetProperty("state").GetString());
        Assert.Contains(
            "hall.host", Run("owner.key", "bookings", "show", "shown").Expect(0).Text, StringComparison.Ordinal);
        Assert.Contains(
            "withdrawn", Run("owner.key", "resources", "withdraw", "hall").Expect(0).Text, StringComparison.Ordinal);
        Run("owner.key", "bookings", "show", "nothing", "--json").Expect(1).Json("refused");
    }

    [TestMethod]
    public void What_cannot_be_asked_says_why()
    {
        NewKey("bob.key");
        string port = Ports.Free(1)[0].ToString(CultureInfo.InvariantCulture);
        string nobody = $"https://127.0.0.1:{port}";
        string here = lab.Registrar.Address.ToString();
        string[] key = ["--key", Path.Combine(lab.Place, "bob.key")];
        (int Code, string Words, string[] Line)[] wrong =
        [
            (2, "--server", ["status", "--registrar", lab.Registrar.Principal]),
            (2, "--registrar", ["status", "--server", nobody]),
            (2, "is no address", ["status", "--server", "http://127.0.0.1:1", "--registrar", lab.Registrar.Principal]),
            (1, "does not answer", ["status", "--server", nobody, "--registrar", lab.Registrar.Principal]),
            (1, "impostor", ["status", "--server", here, "--registrar", new string('1', 64)]),
            (2, "--key", ["users", "list", .. Registrar]),
            (1, "denied", ["users", "list", .. Registrar, .. key]),
            (2, "1 to 720", ["users", "invite", "--hours", "0", .. Registrar, .. key]),
        ];
        foreach ((int code, string words, string[] line) in wrong)
        {
            Outcome outcome = Cli.Run(["registrar", .. line]).Expect(code);
            Assert.Contains(words, outcome.Errors, StringComparison.Ordinal);
        }
    }

    [TestMethod]
    public async Task Run_runs_the_service_and_hands_signals_on()
    {
        string place = Path.Combine(lab.Place, "run");
        Directory.CreateDirectory(place);
        using Process process = Starter.Begin(
            place, Cli.Program, "registrar", "run", "--name", "run", "--data", place, "--listen", "127.0.0.1:0");
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        while (await process.StandardError.ReadLineAsync() is { } line
            && !line.Contains(" registrar.ready ", StringComparison.Ordinal))
        {
        }

        ProgramRun.Of("kill", default, "-TERM", process.Id.ToString(CultureInfo.InvariantCulture));
        string rest = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Contains(" registrar.ends ", rest, StringComparison.Ordinal);
        Assert.AreEqual(0, process.ExitCode);
        Assert.AreEqual(2, Cli.Run("registrar", "run", "--data", place).ExitCode);
    }

    private static Outcome Run(string? key, params string[] line) => Cli.Run(
        ["registrar", .. line, .. Registrar, .. key is null ? [] : (string[])["--key", Path.Combine(lab.Place, key)]]);

    /// <summary>Makes a key.</summary>
    /// <returns>Its principal.</returns>
    private static string NewKey(string name)
    {
        using PrivateKey key = PrivateKey.Generate(KeyAlgorithm.P256);
        KeyFile.Save(Path.Combine(lab.Place, name), key.ToSexp());
        return key.Public.Principal.ToString();
    }
}
