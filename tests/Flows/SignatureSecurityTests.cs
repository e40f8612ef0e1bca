using System.Text;
using HiperNet.Flows.Tests.Lab;
using HiperNet.Registrar.Client.Calls;
using HiperNet.Testing;

namespace HiperNet.Flows.Tests;

/// <summary>Signatures that do not say what they must, and octets that are no request.</summary>
[TestClass]
[RequiresProgram("etcd")]
public sealed class SignatureSecurityTests
{
    private static RegistrarLab lab = null!;
    private static RawClient raw = null!;

    /// <summary>A request that is right: the administrator invites somebody.</summary>
    private static RawRequest Good => new("POST", "/v1/invitations")
    {
        Content = "{\"seconds\":60}"u8.ToArray(), Signer = lab.Administrator.Key,
    };

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        lab = await RegistrarLab.StartAsync(1, "--requests-per-second", "100000");
        raw = new RawClient(lab.Registrar);
    }

    [ClassCleanup]
    public static async Task EndAsync()
    {
        raw.Dispose();
        await lab.DisposeAsync();
    }

    [TestMethod]
    public async Task The_request_that_the_others_spoil_is_good() =>
        Assert.AreEqual((201, ""), await raw.AskAsync(Good));

    [TestMethod]
    [DataRow("@method")]
    [DataRow("@target-uri")]
    [DataRow("content-digest")]
    [DataRow(ApiFields.Key)]
    [DataRow(ApiFields.Registrar)]
    [DataRow(ApiFields.IdempotencyKey)]
    public async Task A_signature_that_does_not_cover_a_needed_part_is_refused(string part) =>
        Assert.AreEqual((401, "signature"), await raw.AskAsync(Good with { Uncovered = [part] }));

    [TestMethod]
    public async Task A_signature_that_does_not_cover_shown_certificates_is_refused() =>
        Assert.AreEqual(
            (401, "signature"),
            await raw.AskAsync(Good with
            {
                Certificates = lab.Administrator.Accept(lab.Agreement), Uncovered = [ApiFields.Certificates],
            }));

    [TestMethod]
    [DataRow("content-digest", null)]
    [DataRow("content-digest", "sha-256=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:")]
    [DataRow("content-digest", "md5=:AAAAAAAAAAAAAAAAAAAAAA==:")]
    [DataRow("idempotency-key", "0123456789abcdef0")]
    [DataRow("signature", "sig=:AAAA:")]
    [DataRow("signature", "sig=")]
    [DataRow("signature", null)]
    [DataRow("signature-input", "sig")]
    [DataRow("signature-input", "sig=(\"@method\";created=1")]
    [DataRow("signature-input", "((((((((((((((((((((")]
    [DataRow("hipernet-key", null)]
    [DataRow("hipernet-key", "")]
    [DataRow("hipernet-key", "AAAA")]
    [DataRow("hipernet-key", "not base 64")]
    [DataRow("hipernet-key", "KDEwOnB1YmxpYy1rZXk=")]
    public async Task A_field_that_was_changed_is_refused(string name, string? value)
    {
        (int status, string code) =
            await raw.AskAsync(Good with { Changed = new Dictionary<string, string?> { [name] = value } });

        Assert.AreEqual(401, status);
        Assert.IsTrue(code is "signature" or "unsigned", code);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("KA==")]
    [DataRow("KDg6c2VxdWVuY2U")]
    [DataRow("KDg6c2VxdWVuY2UoMTphKSk=")]
    [DataRow("OTk5OTk5OTk5OTphYmM=")]
    public async Task Shown_certificates_that_are_none_are_refused(string value)
    {
        RawRequest request = Good with
        {
            Certificates = [1], Uncovered = [],
            Changed = new Dictionary<string, string?> { [ApiFields.Certificates] = value },
        };
        (int status, string code) = await raw.AskAsync(request);
        (int signed, string reason) = await raw.AskAsync(
            Good with { Certificates = Encoding.ASCII.GetBytes("(" + value) });

        Assert.AreEqual((401, "signature"), (status, code));
        Assert.AreEqual((400, "certificate"), (signed, reason));
    }

    [TestMethod]
    public async Task A_key_that_is_not_the_signer_is_refused()
    {
        string other = Convert.ToBase64String(lab.Stranger().Key.Public.Sexp.Canonical.Span);

        Assert.AreEqual(
            (401, "signature"),
            await raw.AskAsync(Good with { Changed = new Dictionary<string, string?> { [ApiFields.Key] = other } }));
    }

    [TestMethod]
    public async Task A_signature_for_another_registrar_is_refused()
    {
        Assert.AreEqual((401, "signature"), await raw.AskAsync(Good with { SignedFor = "registrar.example" }));
        Assert.AreEqual(
            (401, "signature"),
            await raw.AskAsync(Good with { SignedFor = $"127.0.0.1:{lab.Registrar.Address.Port + 1}" }));
    }

    [TestMethod]
    public async Task What_was_signed_for_one_registrar_cannot_be_passed_on_to_another() =>
        Assert.AreEqual(
            (401, "signature"), await raw.AskAsync(Good with { Registrar = lab.Administrator.Principal }));

    [TestMethod]
    public async Task A_signature_for_something_else_is_refused()
    {
        (int status, string code) = await raw.AskAsync(Good with { Tag = "something-else" });

        Assert.AreEqual((401, "signature"), (status, code));
    }

    [TestMethod]
    [DataRow(-300)]
    [DataRow(300)]
    public async Task A_signature_of_another_time_is_refused_and_told_the_time(int seconds) =>
        Assert.AreEqual(
            (401, "stale"), await raw.AskAsync(Good with { Ahead = TimeSpan.FromSeconds(seconds) }));

    [TestMethod]
    [DataRow("")]
    [DataRow("x")]
    public async Task A_nonce_that_is_too_short_is_refused(string nonce) =>
        Assert.AreEqual((401, "signature"), await raw.AskAsync(Good with { Nonce = nonce }));

    [TestMethod]
    [DataRow("text/plain")]
    [DataRow("application/x-www-form-urlencoded")]
    [DataRow("")]
    public async Task Content_of_another_type_is_refused(string type) =>
        Assert.AreEqual((415, "media-type"), await raw.AskAsync(Good with { ContentType = type }));

    [TestMethod]
    [DataRow("/")]
    [DataRow("/v2/registrar")]
    [DataRow("/v1/nothing.here")]
    [DataRow("/v1/accounts/..%2f..%2fx")]
    [DataRow("/metrics")]
    [DataRow("/healthz")]
    public async Task A_path_that_is_not_served_is_unknown(string path)
    {
        (int status, _) = await raw.AskAsync(new RawRequest("GET", path));

        Assert.IsTrue(status is 404 or 401, $"{status}");
    }

    [TestMethod]
    public async Task Metrics_are_not_reached_through_a_field_that_names_their_host()
    {
        int port = HiperNet.Registrar.Tests.State.Lab.Ports.Free(1)[0];
        await using RegistrarProcess other = await RegistrarProcess.StartAsync(
            Path.Combine(lab.Place, "metrics"), "--name", "m", "--metrics", $"127.0.0.1:{port}");
        using HttpClient plain = new();
        Uri metrics = new($"http://127.0.0.1:{port}/");

        string text = await plain.GetStringAsync(new Uri(metrics, "metrics"));
        using HttpResponseMessage api = await plain.GetAsync(new Uri(metrics, "v1/registrar"));
        using Wire wire = await Wire.OpenAsync(other.Address);
        await wire.SendAsync(Encoding.ASCII.GetBytes(
            $"GET /metrics HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nconnection: close\r\n\r\n"));

        Assert.Contains("hiper_registrar_requests_total", text, StringComparison.Ordinal);
        Assert.AreEqual("ready\n", await plain.GetStringAsync(new Uri(metrics, "readyz")));
        Assert.AreEqual(System.Net.HttpStatusCode.NotFound, api.StatusCode);
        Assert.AreEqual((404, "unknown"), Wire.Read(await wire.EndAsync()));
    }
}
