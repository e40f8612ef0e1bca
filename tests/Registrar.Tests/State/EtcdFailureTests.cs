using System.Diagnostics;
using System.Text;
using HiperNet.Registrar.State;
using HiperNet.Registrar.Tests.State.Lab;
using HiperNet.Testing;
using static HiperNet.Registrar.Tests.State.Lab.Waiting;

namespace HiperNet.Registrar.Tests.State;

/// <summary>What a client says when what stands where etcd should be does not behave.</summary>
[TestClass]
public sealed class EtcdFailureTests
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);
    private static readonly RangeQuery Any = new(KeyRange.Single("k"));

    public required TestContext TestContext { get; init; }

    private CancellationToken Stop => TestContext.CancellationToken;

    private static string Header => """{"header":{"revision":"5"}}""";

    [TestMethod]
    public async Task Where_nobody_listens_nothing_was_changed()
    {
        EtcdEndpoint nobody = EtcdEndpoint.Of(new Uri($"http://127.0.0.1:{Ports.Free(1)[0]}"));
        using EtcdClient client = ClientOf(nobody, Short);
        Stopwatch watch = Stopwatch.StartNew();

        Assert.AreEqual(StateFault.Unavailable, (await client.PutAsync(Bytes("k"), default, cancellation: Stop)).Fault);
        Assert.AreEqual(StateFault.Unavailable, (await client.RangeAsync(Any, Stop)).Fault);
        Assert.IsLessThan(4 * Short, watch.Elapsed);
    }

    [TestMethod]
    public async Task Where_no_socket_is_nothing_was_changed()
    {
        using EtcdClient client = ClientOf(EtcdEndpoint.OfSocket("/nonexistent/client:0"), Short);

        Assert.AreEqual(StateFault.Unavailable, (await client.PutAsync(Bytes("k"), default, cancellation: Stop)).Fault);
    }

    [TestMethod]
    public async Task A_write_whose_answer_is_lost_is_open_and_is_not_sent_again()
    {
        using RudeServer hangingUp = new(_ => Task.CompletedTask);
        using RudeServer good = RudeServer.Saying(200, Header);
        using EtcdClient client = Of(hangingUp, good);

        StateResult<Written> result = await client.PutAsync(Bytes("k"), Bytes("v"), cancellation: Stop);

        Assert.AreEqual(StateFault.UnknownOutcome, result.Fault);
        Assert.AreEqual(1, hangingUp.Requests);
        Assert.AreEqual(0, good.Requests);
    }

    [TestMethod]
    public async Task A_read_whose_answer_is_lost_goes_to_another_member()
    {
        using RudeServer hangingUp = new(_ => Task.CompletedTask);
        using RudeServer good = RudeServer.Saying(200, Header);
        using EtcdClient client = Of(hangingUp, good);

        Assert.AreEqual(StateFault.None, (await client.RangeAsync(Any, Stop)).Fault);
        Assert.AreEqual(StateFault.None, (await client.RangeAsync(Any, Stop)).Fault);

        Assert.AreEqual(1, hangingUp.Requests, "the member that works is kept");
        Assert.AreEqual(2, good.Requests);
    }

    [TestMethod]
    public async Task A_write_goes_on_to_another_member_if_the_first_cannot_be_reached()
    {
        EtcdEndpoint nobody = EtcdEndpoint.Of(new Uri($"http://127.0.0.1:{Ports.Free(1)[0]}"));
        using RudeServer good = RudeServer.Saying(200, Header);
        using EtcdClient client = new(new EtcdOptions { Endpoints = [nobody, good.Endpoint] });

        Assert.AreEqual(5, Must(await client.PutAsync(Bytes("k"), Bytes("v"), cancellation: Stop)).Revision);
        Assert.AreEqual(1, good.Requests);
    }

    [TestMethod]
    [DataRow(503, 14, "etcdserver: no leader", StateFault.None)]
    [DataRow(503, 14, "etcdserver: request timed out", StateFault.UnknownOutcome)]
    [DataRow(503, 14, "transport is closing", StateFault.UnknownOutcome)]
    [DataRow(500, 2, "raft proposal dropped", StateFault.UnknownOutcome)]
    [DataRow(504, 4, "context deadline exceeded", StateFault.UnknownOutcome)]
    [DataRow(429, 8, "etcdserver: mvcc: database space exceeded", StateFault.NoSpace)]
    [DataRow(403, 7, "etcdserver: permission denied", StateFault.Denied)]
    [DataRow(400, 3, "etcdserver: something new", StateFault.Refused)]
    public async Task A_write_is_sent_elsewhere_only_after_a_certain_refusal(
        int status, int code, string message, StateFault expected)
    {
        using RudeServer first = RudeServer.Saying(
            status, $$"""{"error":"{{message}}","message":"{{message}}","code":{{code}}}""");
        using RudeServer second = RudeServer.Saying(200, Header);
        using EtcdClient client = Of(first, second);

        StateResult<Written> result = await client.PutAsync(Bytes("k"), Bytes("v"), cancellation: Stop);

        Assert.AreEqual(expected, result.Fault);
        Assert.AreEqual(expected == StateFault.None ? 1 : 0, second.Requests);
    }

    [TestMethod]
    public async Task An_error_in_the_form_of_streamed_calls_is_understood()
    {
        using RudeServer server = RudeServer.Saying(
            401, """{"error":{"grpc_code":16,"http_code":401,"message":"etcdserver: invalid auth token"}}""");
        using EtcdClient client = Of(server);

        Assert.AreEqual(StateFault.Unauthenticated, (await client.KeepAliveAsync(5, Stop)).Fault);
    }

    [TestMethod]
    [DataRow(200, "<html>a proxy</html>")]
    [DataRow(200, "[]")]
    [DataRow(200, "{}")]
    [DataRow(200, """{"header":{"revision":"many"}}""")]
    [DataRow(200, """{"header":{"revision":"1"},"header":{"revision":"2"}}""")]
    [DataRow(302, "")]
    [DataRow(404, "Not Found")]
    public async Task What_is_no_answer_of_etcd_is_bad_for_a_read_and_leaves_a_write_open(int status, string body)
    {
        using RudeServer server = RudeServer.Saying(status, body);
        using EtcdClient client = Of(server);

        Assert.AreEqual(StateFault.BadAnswer, (await client.RangeAsync(Any, Stop)).Fault);
        Assert.AreEqual(
            StateFault.UnknownOutcome, (await client.PutAsync(Bytes("k"), default, cancellation: Stop)).Fault);
    }

    [TestMethod]
    public async Task An_answer_to_another_transaction_leaves_it_open()
    {
        using RudeServer server = RudeServer.Saying(
            200, """{"header":{"revision":"5"},"succeeded":true,"responses":[]}""");
        using EtcdClient client = Of(server);
        Transaction transaction = new([], [new PutOperation(Bytes("k"), default)], []);

        Assert.AreEqual(StateFault.UnknownOutcome, (await client.TransactAsync(transaction, Stop)).Fault);
    }

    [TestMethod]
    public async Task An_answer_without_end_is_not_read_to_its_end()
    {
        long sent = 0;
        using RudeServer server = new(async stream =>
        {
            await stream.WriteAsync(Bytes("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"));
            byte[] chunk = new byte[1 << 20];
            while (sent < 1L << 30)
            {
                await stream.WriteAsync(chunk);
                sent += chunk.Length;
            }
        });
        using EtcdClient client = Of(server);

        Assert.AreEqual(StateFault.TooLarge, (await client.RangeAsync(Any, Stop)).Fault);
        Assert.IsLessThan(EtcdLimits.AnswerOctets + (64L << 20), sent);
    }

    [TestMethod]
    public async Task Headers_without_end_are_not_read_to_their_end()
    {
        using RudeServer server = new(async stream =>
        {
            await stream.WriteAsync(Bytes("HTTP/1.1 200 OK\r\n"));
            for (int i = 0; i < 10_000; i++)
            {
                await stream.WriteAsync(Bytes($"X-{i}: {new string('x', 1_000)}\r\n"));
            }
        });
        using EtcdClient client = new(new EtcdOptions { Endpoints = [server.Endpoint], RequestTime = Short });

        Assert.AreEqual(StateFault.Unavailable, (await client.RangeAsync(Any, Stop)).Fault);
    }

    [TestMethod]
    public async Task A_member_that_says_nothing_is_given_up()
    {
        using RudeServer silent = new(_ => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, Stop));
        using RudeServer good = RudeServer.Saying(200, Header);
        using EtcdClient both = Of(silent, good);
        using EtcdClient one = new(new EtcdOptions { Endpoints = [silent.Endpoint], RequestTime = Short });

        Assert.AreEqual(StateFault.None, (await both.RangeAsync(Any, Stop)).Fault);
        Assert.AreEqual(
            StateFault.UnknownOutcome, (await one.PutAsync(Bytes("k"), default, cancellation: Stop)).Fault);
    }

    [TestMethod]
    public async Task Words_of_a_stranger_are_short_and_have_no_control_characters()
    {
        string body = $$"""{"message":"\u001b[2J{{new string('x', 5_000)}}","code":3}""";
        using RudeServer server = RudeServer.Saying(400, body);
        using EtcdClient client = Of(server);

        string detail = (await client.RangeAsync(Any, Stop)).Detail;

        Assert.AreEqual(EtcdLimits.DetailCharacters, detail.Length);
        Assert.IsFalse(detail.Any(char.IsControl));
    }

    [TestMethod]
    public void A_reader_of_answers_never_throws()
    {
        byte[][] answers =
        [
            .. ((string[])
            [
                """
                {"header":{"revision":"2"},"succeeded":true,"responses":[{"response_put":{}},{"response_range":
                {"header":{"revision":"2"},"kvs":[{"key":"cQ==","create_revision":"2","mod_revision":2,"version":"1",
                "value":"dg=="}],"count":"1","more":true}}]}
                """,
                """
                {"result":{"header":{"revision":"8"},"fragment":true,"events":[{"kv":{"key":"YQ==","mod_revision":
                "7"},"prev_kv":{"key":"YQ=="}},{"type":"DELETE","kv":{"key":"YQ=="}}]}}
                """,
                """{"header":{"member_id":"3","revision":"8"},"version":"3.4.23","dbSize":"20480","leader":"3"}""",
                """{"error":"etcdserver: no leader","message":"x","code":14,"token":"a","ID":"1","TTL":"5"}""",
            ]).Select(Encoding.UTF8.GetBytes),
        ];
        Transaction asked = new(
            [], [new PutOperation(Bytes("q"), default), new RangeOperation(Any)], []);

        FuzzRun.Each(
            20_000,
            source => source.Mutate(answers[source.Below(answers.Length)]),
            input =>
            {
                _ = EtcdFaults.Of(503, input, writes: true);
                using System.Text.Json.JsonDocument? document = JsonFields.Parse(input);
                if (document is null)
                {
                    return false;
                }

                _ = EtcdAnswers.Transaction(document.RootElement, asked);
                _ = EtcdAnswers.Range(document.RootElement);
                _ = EtcdAnswers.Watch(document.RootElement);
                _ = EtcdAnswers.Lease(document.RootElement);
                _ = EtcdAnswers.KeptAlive(document.RootElement);
                _ = EtcdAnswers.Token(document.RootElement);
                _ = EtcdAnswers.Status(document.RootElement);
                return true;
            });
    }

    [TestMethod]
    [DataRow("""{"\ud800":1,"\ud800":2}""")]
    [DataRow("""{"message":"\ud800","code":"\ud800"}""")]
    [DataRow("""{"header":{"revision":"\ud800"}}""")]
    [DataRow("""{"header":{"revision":"1"},"kvs":[{"key":"\ud800"}],"token":"\ud800"}""")]
    [DataRow("""{"header":{"\ud800":"1"},"version":"\ud800"}""")]
    public void Escapes_that_make_no_text_are_no_answer(string text)
    {
        byte[] octets = Bytes(text);
        _ = EtcdFaults.Of(503, octets, writes: true);
        using System.Text.Json.JsonDocument? document = JsonFields.Parse(octets);
        if (document is not null)
        {
            Assert.IsNull(EtcdAnswers.Range(document.RootElement));
            Assert.IsNull(EtcdAnswers.Token(document.RootElement));
            Assert.IsNull(EtcdAnswers.Status(document.RootElement));
        }
    }

    [TestMethod]
    public async Task A_line_that_is_too_long_ends_the_reading()
    {
        LineReader lines = new(new MemoryStream(Bytes("ab\n" + new string('x', 9) + "\nc\n")), maxOctets: 8);

        Assert.AreEqual("ab", Encoding.UTF8.GetString((await lines.ReadAsync(Stop))!.Value.Span));
        Assert.IsNull(await lines.ReadAsync(Stop));
        Assert.IsTrue(lines.IsTooLong);
        Assert.IsNull(await lines.ReadAsync(Stop));
    }

    [TestMethod]
    [DataRow("ftp://x")]
    [DataRow("http://x/path")]
    [DataRow("http://user:password@x")]
    public void An_endpoint_is_a_plain_web_address(string address) =>
        Assert.ThrowsExactly<ArgumentException>(() => EtcdEndpoint.Of(new Uri(address)));

    private static EtcdClient Of(params IEnumerable<RudeServer> servers) =>
        new(new EtcdOptions { Endpoints = [.. servers.Select(server => server.Endpoint)] });
}
