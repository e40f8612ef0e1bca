using HiperNet.Flows.Tests.Lab;
using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Testing;
using static HiperNet.Flows.Tests.Lab.RegistrarLab;

namespace HiperNet.Flows.Tests;

/// <summary>A registrar that ends, in order or not, and begins again.</summary>
[TestClass]
[RequiresProgram("etcd")]
public sealed class DurabilityTests
{
    private static RegistrarLab lab = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context) => lab = await RegistrarLab.StartAsync();

    [ClassCleanup]
    public static async Task EndAsync() => await lab.DisposeAsync();

    [TestMethod]
    public async Task What_was_answered_is_there_after_the_registrar_was_killed()
    {
        Person person = await lab.InvitedAsync();
        using VirtualOffer offer = await lab.OfferAsync(person, "kept", 2);
        string principal = lab.Registrar.Principal;
        InvitationView invitation = Must(await lab.Administrator.Client.InviteAsync(600));

        await lab.Registrar.KillAsync();
        await lab.Registrar.StartAsync();

        Assert.AreEqual(principal, lab.Registrar.Principal);
        Assert.AreEqual("active", Must(await person.Client.AccountAsync("self")).State);
        Assert.AreEqual(
            offer.Document, Must(await person.Client.OffersAsync()).Items.Single(o => o.Id == "kept").Document);
        Person late = lab.Stranger();
        Assert.AreEqual(
            "active",
            Must(await late.Client.RegisterAsync(late.Application(lab.Agreement, invitation.Token))).State);
    }

    [TestMethod]
    public async Task No_acknowledged_account_is_lost_when_the_registrar_is_killed_amid_requests()
    {
        List<string> acknowledged = [];
        Task[] asking = [.. Enumerable.Range(0, 4).Select(async _ =>
        {
            for (int i = 0; i < 40; i++)
            {
                Person person = lab.Stranger();
                using RegistrarClient once = new(person.Options with { Tries = 1 });
                ApiAnswer<AccountView> answer = await once.RegisterAsync(person.Application(lab.Agreement));
                if (!answer.IsDone)
                {
                    return;
                }

                lock (acknowledged)
                {
                    acknowledged.Add(person.Principal);
                }
            }
        })];
        await Task.WhenAny(Task.WhenAll(asking), UntilAsync(() => acknowledged.Count > 20));
        await lab.Registrar.KillAsync();
        await Task.WhenAll(asking);
        await lab.Registrar.StartAsync();

        Assert.IsGreaterThan(20, acknowledged.Count);
        foreach (string principal in acknowledged)
        {
            Assert.AreEqual("pending", Must(await lab.Administrator.Client.AccountAsync(principal)).State);
        }
    }

    [TestMethod]
    public async Task A_registrar_that_is_asked_to_end_answers_what_is_under_way()
    {
        Person person = await lab.InvitedAsync();
        using SlowRequest slow =
            await SlowRequest.BeginAsync(lab.Registrar, person, "PUT", "/v1/offers/slow", "{}"u8.ToArray());

        lab.Registrar.Ask();
        await UntilAsync(() => lab.Registrar.Log.Contains("registrar.ends", StringComparison.Ordinal));
        string answer = await slow.FinishAsync();
        int code = await lab.Registrar.WaitAsync();
        await lab.Registrar.StartAsync();

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("urn:hipernet:problem:", answer, StringComparison.Ordinal);
        Assert.AreEqual(0, code);
    }

    [TestMethod]
    public async Task A_registrar_that_has_nothing_to_do_ends_at_once_with_0()
    {
        await using RegistrarProcess idle = await RegistrarProcess.StartAsync(
            Path.Combine(lab.Place, "idle"), "--name", "idle");
        long began = TimeProvider.System.GetTimestamp();

        Assert.AreEqual(0, await idle.EndAsync());
        Assert.IsLessThan(TimeSpan.FromSeconds(10), TimeProvider.System.GetElapsedTime(began));
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }
    }
}
