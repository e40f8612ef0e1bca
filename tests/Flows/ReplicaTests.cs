using System.Text;
using HiperNet.Flows.Tests.Lab;
using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Testing;
using static HiperNet.Flows.Tests.Lab.RegistrarLab;

namespace HiperNet.Flows.Tests;

/// <summary>Two processes that are one registrar, on one etcd.</summary>
[TestClass]
[RequiresProgram("etcd")]
public sealed class ReplicaTests
{
    private static RegistrarLab lab = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context) => lab = await RegistrarLab.StartAsync(2);

    [ClassCleanup]
    public static async Task EndAsync() => await lab.DisposeAsync();

    [TestMethod]
    public async Task Replicas_are_one_registrar()
    {
        Person person = await lab.InvitedAsync();
        using Person second = lab.At(person, lab.Replicas[1]);

        Assert.AreEqual(lab.Replicas[0].Principal, lab.Replicas[1].Principal);
        Assert.AreEqual("active", Must(await second.Client.AccountAsync("self")).State);
        Must(await second.Client.OffersAsync());
    }

    [TestMethod]
    public async Task A_request_with_the_same_idempotency_key_at_both_is_done_once_with_one_answer()
    {
        string text = $"{{\"text\":\"{RegistrarLab.AgreementText}\"}}";
        RawRequest request = new("PUT", "/v1/agreement")
        {
            Content = Encoding.UTF8.GetBytes(text), Signer = lab.Administrator.Key,
        };
        RawRequest again = request with { Nonce = "another-nonce-of-the-same" };
        RawRequest other = request with { Nonce = "another-for-another", Content = "{\"text\":\"x\"}"u8.ToArray() };

        string first = await SendAsync(lab.Replicas[0], request);
        string second = await SendAsync(lab.Replicas[1], again);

        Assert.AreEqual((200, ""), Wire.Read(first));
        Assert.AreEqual(Body(first), Body(second));
        Assert.AreEqual((422, "idempotency"), Wire.Read(await SendAsync(lab.Replicas[1], other)));
    }

    [TestMethod]
    public async Task A_nonce_is_used_up_at_both()
    {
        // The authority is signed: for both to take the request it is sent to the second with the name of the first.
        RawRequest request = new("GET", "/v1/accounts/self") { Signer = lab.Administrator.Key, Once = null };
        Person other = lab.Stranger();
        RawRequest fresh = new("GET", "/v1/accounts/self") { Signer = other.Key, Once = null };
        string authority = lab.Replicas[0].Address.Authority;

        Assert.AreEqual((404, "unknown"), Wire.Read(await SendAsync(lab.Replicas[0], request, authority)));
        Assert.AreEqual((401, "replayed"), Wire.Read(await SendAsync(lab.Replicas[1], request, authority)));
        Assert.AreEqual((404, "unknown"), Wire.Read(await SendAsync(lab.Replicas[1], fresh, authority)));
    }

    [TestMethod]
    public async Task Of_an_invitation_used_at_both_at_once_one_is_let_in()
    {
        InvitationView invitation = Must(await lab.Administrator.Client.InviteAsync(60));
        Person[] people = [.. Enumerable.Range(0, 10).Select(i => lab.Stranger(
            HiperNet.Spki.Keys.KeyAlgorithm.P256, lab.Replicas[i % 2].Address))];

        ApiAnswer<AccountView>[] answers = await Task.WhenAll(people.Select(
            person => person.Client.RegisterAsync(person.Application(lab.Agreement, invitation.Token))));

        Assert.HasCount(1, answers.Where(answer => answer.IsDone));
    }

    [TestMethod]
    public async Task When_one_is_killed_the_other_answers()
    {
        Person person = await lab.InvitedAsync();
        await lab.Replicas[0].KillAsync();
        try
        {
            Assert.AreEqual("active", Must(await person.Client.AccountAsync("self")).State);
            Must(await lab.Administrator.Client.InviteAsync(60));
        }
        finally
        {
            await lab.Replicas[0].StartAsync();
        }
    }

    private static async Task<string> SendAsync(RegistrarProcess replica, RawRequest request, string? authority = null)
    {
        using Wire wire = await Wire.OpenAsync(replica.Address);
        string framing = request.Content is { } content ? $"content-length: {content.Length}\r\n" : "";
        await wire.SendAsync(request.Head(
            authority ?? replica.Address.Authority, framing + "connection: close", replica.Principal));
        await wire.SendAsync(request.Content ?? []);
        return await wire.EndAsync();
    }

    private static string Body(string answer) => answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
}
