using System.Diagnostics;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using HiperNet.Registrar.State;
using HiperNet.Registrar.Tests.State.Lab;
using HiperNet.Testing;
using static HiperNet.Registrar.Tests.State.Lab.Waiting;

namespace HiperNet.Registrar.Tests.State;

/// <summary>Members that prove who they are, and want to know who asks.</summary>
[TestClass]
[RequiresProgram("etcd")]
[RequiresProgram("setpriv")]
public sealed class EtcdSecurityTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(700);

    public required TestContext TestContext { get; init; }

    private CancellationToken Stop => TestContext.CancellationToken;

    [TestMethod]
    public async Task Only_a_member_with_a_certificate_of_the_authority_for_its_name_is_talked_to()
    {
        using TemporaryDirectory files = new();
        Directory.CreateDirectory(files.Place);
        using Authority authority = new(files.Place);
        using TemporaryDirectory otherFiles = new();
        Directory.CreateDirectory(otherFiles.Place);
        using Authority other = new(otherFiles.Place);
        (string good, string goodKey) = authority.Issue("good", IPAddress.Loopback);
        (string wrong, string wrongKey) = authority.Issue("wrong", IPAddress.Parse("192.0.2.1"));
        using X509Certificate2 own = X509Certificate2.CreateFromPemFile(good, goodKey);
        using Member member = Member.Alone(
            "https", "--cert-file", good, "--key-file", goodKey, "--client-cert-auth",
            "--trusted-ca-file", authority.File);
        using Member misnamed = Member.Alone("https", "--cert-file", wrong, "--key-file", wrongKey);
        using EtcdClient right = Client(member, authority, own);
        await ReadyAsync(right, Stop);

        Must(await right.PutAsync(Bytes("k"), Bytes("v"), cancellation: Stop));
        using EtcdClient foreignAuthority = Client(member, other, own, Short);
        using EtcdClient noAuthority = Client(member, null, own, Short);
        using EtcdClient nameless = Client(member, authority, null, Short);
        using EtcdClient toMisnamed = Client(misnamed, authority, own, Short);

        await RefusesAsync(foreignAuthority, "errors in the certificate chain");
        await RefusesAsync(noAuthority, "errors in the certificate chain");
        await RefusesAsync(toMisnamed, "RemoteCertificateNameMismatch");
        Assert.AreNotEqual(StateFault.None, await PutAsync(nameless));
        Assert.AreEqual(
            "v", Must(await right.RangeAsync(new RangeQuery(KeyRange.Single("k")), Stop)).First!.ValueText);
    }

    [TestMethod]
    public async Task A_user_is_known_by_a_token_that_is_renewed()
    {
        using Member member = Member.Alone("http", "--auth-token-ttl", "1");
        using EtcdClient before = ClientOf(member.Endpoint);
        await ReadyAsync(before, Stop);
        Must(await before.PutAsync(Bytes("k"), Bytes("v"), cancellation: Stop));
        await PostAsync(member, "user/add", """{"name":"root","password":"secret"}""");
        await PostAsync(member, "user/add", """{"name":"small","password":"secret"}""");
        await PostAsync(member, "role/add", """{"name":"root"}""");
        await PostAsync(member, "user/grant", """{"user":"root","role":"root"}""");
        await PostAsync(member, "enable", "{}");

        using EtcdClient root = Client(member, "root", "secret");
        using EtcdClient small = Client(member, "small", "secret");
        using EtcdClient wrong = Client(member, "root", "guess");

        Assert.AreEqual(StateFault.None, await PutAsync(root));
        Assert.AreEqual(StateFault.Unauthenticated, await PutAsync(before));
        Assert.AreEqual(StateFault.Denied, await PutAsync(wrong));
        Assert.AreEqual(StateFault.Denied, await PutAsync(small));
        List<WatchBatch> told = await TakeAsync(
            small.WatchAsync(new WatchQuery(KeyRange.Single("k")), Stop), 1, Stop);
        Assert.AreEqual(StateFault.Denied, told[^1].Fault);

        // The first token has ended by now: etcd forgets it a second after its last use.
        Stopwatch idle = Stopwatch.StartNew();
        await UntilAsync(() => idle.Elapsed > TimeSpan.FromSeconds(3), Stop);
        await using (IAsyncEnumerator<WatchBatch> watch = root
            .WatchAsync(new WatchQuery(KeyRange.Single("k")), Stop)
            .GetAsyncEnumerator(Stop))
        {
            Assert.IsTrue(await watch.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10), Stop));
            Assert.AreEqual(StateFault.None, watch.Current.Fault);
        }

        idle.Restart();
        await UntilAsync(() => idle.Elapsed > TimeSpan.FromSeconds(3), Stop);
        Assert.AreEqual(StateFault.None, await PutAsync(root));
    }

    private static EtcdClient Client(
        Member member, Authority? authority, X509Certificate2? own, TimeSpan? time = null) => new(new EtcdOptions
    {
        Endpoints = [member.Endpoint],
        Authorities = authority is null ? [] : [authority.Certificate],
        ClientCertificate = own,
        RequestTime = time ?? EtcdLimits.RequestTime,
    });

    private static EtcdClient Client(Member member, string user, string password) =>
        new(new EtcdOptions { Endpoints = [member.Endpoint], User = user, Password = password });

    private async Task PostAsync(Member member, string what, string body)
    {
        using HttpClient http = new();
        using StringContent content = new(body);
        using HttpResponseMessage answer = await http.PostAsync(
            new Uri(member.Endpoint.Address, "/v3/auth/" + what), content, Stop);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Nothing is sent to the member, because of its certificate; it may still be starting.</summary>
    private async Task RefusesAsync(EtcdClient client, string reason)
    {
        StateResult<Written> result;
        int tries = 0;
        do
        {
            result = await client.PutAsync(Bytes("k"), Bytes("v"), cancellation: Stop);
            Assert.AreEqual(StateFault.Unavailable, result.Fault);
        }
        while (!result.Detail.Contains(reason, StringComparison.Ordinal) && ++tries < 20);

        Assert.Contains(reason, result.Detail, StringComparison.Ordinal);
    }

    private async Task<StateFault> PutAsync(EtcdClient client) =>
        (await client.PutAsync(Bytes("k"), Bytes("v"), cancellation: Stop)).Fault;
}
