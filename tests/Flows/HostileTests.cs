using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using HiperNet.Flows.Tests.Lab;
using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Identity;
using HiperNet.Registrar.Server.Http;
using HiperNet.Spki.Keys;
using HiperNet.Testing;
using static HiperNet.Flows.Tests.Lab.RegistrarLab;

namespace HiperNet.Flows.Tests;

/// <summary>Octets, sizes, speeds and peers that are not what they should be.</summary>
[TestClass]
[RequiresProgram("etcd")]
public sealed class HostileTests
{
    private static RegistrarLab lab = null!;
    private static RawClient raw = null!;

    private static Uri Address => lab.Registrar.Address;

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
    public async Task A_document_of_any_route_that_is_none_is_malformed()
    {
        string deep = new string('[', 5000) + new string(']', 5000);
        string[] wrong =
        [
            "", "{", "[]", "null", "5", "\"x\"", "{}x", "{\"a\":1,\"a\":2}", "{\"seconds\":1,\"seconds\":2}",
            "\u00ff", deep,
            $"{{\"a\":{deep}}}", $"{{\"name\":\"{new string('\\', 999)}", "{\"key\":\"\\ud800\"}", "\ufeff{}",
        ];
        foreach (ApiRoute route in RouteSamples.All.Where(route => route.Takes is not null))
        {
            foreach (string text in wrong)
            {
                RawRequest request = RouteSamples.Of(route) with
                {
                    Signer = lab.Administrator.Key, Content = Encoding.UTF8.GetBytes(text),
                };
                (int status, string code) = await raw.AskAsync(request);
                string what = $"{RouteSamples.Name(route)} {text[..Math.Min(text.Length, 20)]}: {status} {code}";
                Assert.IsTrue(status is 400 or 403 or 404 or 409, what);
            }
        }
    }

    [TestMethod]
    public async Task A_document_with_a_wrong_part_is_never_an_error_of_the_registrar()
    {
        foreach (ApiRoute route in RouteSamples.All.Where(route => route.Takes is not null))
        {
            foreach (string text in ContractSamples.Wrong(route.Takes!))
            {
                RawRequest request = RouteSamples.Of(route) with
                {
                    Signer = lab.Administrator.Key, Content = Encoding.UTF8.GetBytes(text),
                };
                (int status, string code) = await raw.AskAsync(request);
                Assert.IsLessThan(500, status, $"{RouteSamples.Name(route)} {text}: {code}");
            }
        }

        Assert.DoesNotContain("request.failed", lab.Registrar.Log, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Content_that_is_announced_as_too_large_is_refused_before_it_comes()
    {
        using Wire wire = await Wire.OpenAsync(Address);
        await wire.SendAsync(new RawRequest("POST", "/v1/accounts").Head(
            Address.Authority, $"content-length: {ApiFields.MostRequestOctets + 1}"));

        Assert.AreEqual((413, "too-large"), Wire.Read(await wire.EndAsync()));
    }

    [TestMethod]
    public async Task Content_in_chunks_that_is_too_large_is_refused()
    {
        using Wire wire = await Wire.OpenAsync(Address);
        await wire.SendAsync(
            new RawRequest("POST", "/v1/accounts").Head(Address.Authority, "transfer-encoding: chunked"));
        byte[] chunk = [.. "10000\r\n"u8, .. new byte[0x10000], .. "\r\n"u8];
        try
        {
            for (int i = 0; i <= ApiFields.MostRequestOctets / 0x10000; i++)
            {
                await wire.SendAsync(chunk);
            }
        }
        catch (IOException)
        {
            // It may close before it has taken everything.
        }

        Assert.AreEqual((413, "too-large"), Wire.Read(await wire.EndAsync()));
    }

    [TestMethod]
    public async Task Fields_that_are_too_long_are_refused()
    {
        using Wire wire = await Wire.OpenAsync(Address);
        await wire.SendAsync(Encoding.ASCII.GetBytes(
            $"GET /v1/registrar HTTP/1.1\r\nhost: {Address.Authority}\r\nx: {new string('a', 60_000)}\r\n\r\n"));

        Assert.StartsWith("HTTP/1.1 431 ", await wire.EndAsync(), StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Octets_that_are_no_http_are_refused()
    {
        string[] texts =
            ["GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\0\0\0\0\0\0\r\n\r\n", "GET / HTTP/1.1\r\n\r\n"];
        foreach (string text in texts)
        {
            using Wire wire = await Wire.OpenAsync(Address);
            await wire.SendAsync(Encoding.ASCII.GetBytes(text));
            string answer = await wire.EndAsync();
            Assert.IsTrue(answer.Length == 0 || Wire.Read(answer).Status is 400 or 505, answer);
        }

        Must(await lab.Administrator.Client.InfoAsync());
    }

    [TestMethod]
    public async Task Slow_fields_and_slow_content_are_cut_and_others_are_served_meanwhile()
    {
        byte[] announced = new RawRequest("POST", "/v1/accounts").Head(Address.Authority, "content-length: 5000");
        List<Wire> slow = [];
        for (int i = 0; i < 40; i++)
        {
            Wire wire = await Wire.OpenAsync(Address);
            slow.Add(wire);
            await wire.SendAsync(i % 2 == 0
                ? "GET /v1/registrar HTTP/1.1\r\nhost: "u8.ToArray()
                : [.. announced, (byte)'{']);
        }

        Task<string[]> ends = Task.WhenAll(slow.Select(wire => wire.EndAsync()));
        long began = TimeProvider.System.GetTimestamp();
        while (!ends.IsCompleted)
        {
            Must(await lab.Administrator.Client.InfoAsync());
            await Task.WhenAny(ends, Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System));
        }

        Assert.IsLessThan(TimeSpan.FromSeconds(30), TimeProvider.System.GetElapsedTime(began));
        Assert.IsFalse((await ends).Any(answer => answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal)));
        slow.ForEach(wire => wire.Dispose());
    }

    [TestMethod]
    public async Task An_address_that_asks_too_often_is_told_to_wait_and_then_served()
    {
        await using RegistrarProcess strict = await RegistrarProcess.StartAsync(
            Path.Combine(lab.Place, "strict"), "--name", "strict", "--requests-per-second", "5");
        using RawClient client = new(strict);
        List<(int Status, string Code)> answers = [];
        for (int i = 0; i < 30; i++)
        {
            answers.Add(await client.AskAsync(new RawRequest("GET", "/v1/registrar")));
        }

        Assert.Contains((200, ""), answers);
        Assert.Contains((429, "too-many"), answers);
        using Person patient = new(PrivateKey.Generate(KeyAlgorithm.P256), strict.Principal, strict.Address);
        Must(await patient.Client.InfoAsync());
    }

    [TestMethod]
    public async Task An_address_with_too_many_connections_gets_no_more_until_one_is_closed()
    {
        await using RegistrarProcess strict = await RegistrarProcess.StartAsync(
            Path.Combine(lab.Place, "few"), "--name", "few", "--connections-per-address", "3");
        List<Wire> wires = [];
        for (int i = 0; i < 3; i++)
        {
            wires.Add(await Wire.OpenAsync(strict.Address));
        }

        await Assert.ThrowsAsync<Exception>(() => Wire.OpenAsync(strict.Address));
        wires.ForEach(wire => wire.Dispose());
        using Person person = new(PrivateKey.Generate(KeyAlgorithm.P256), strict.Principal, strict.Address);
        Must(await person.Client.InfoAsync());
    }

    [TestMethod]
    public async Task The_key_of_tls_is_the_registrars()
    {
        using X509Certificate2 shown = await ShakeAsync(SslProtocols.None);

        Assert.IsTrue(TlsIdentity.Is(
            Principal.Of(Convert.FromHexString(lab.Registrar.Principal)),
            shown.PublicKey.ExportSubjectPublicKeyInfo()));
    }

    [TestMethod]
    [SuppressMessage("Security", "CA5398:Avoid hardcoded SslProtocols", Justification = "It is refused.")]
    public async Task An_older_tls_than_1_3_is_refused() =>
        await Assert.ThrowsAsync<Exception>(() => ShakeAsync(SslProtocols.Tls12));

    [TestMethod]
    public async Task A_client_does_not_talk_to_another_registrar()
    {
        using Person person = new(
            PrivateKey.Generate(KeyAlgorithm.P256), lab.Administrator.Principal, lab.Registrar.Address);

        ApiAnswer<RegistrarInfo> answer = await person.Client.InfoAsync();

        Assert.AreEqual("impostor", Code(answer));
    }

    [TestMethod]
    public async Task No_secret_stands_in_the_log_of_the_process()
    {
        InvitationView invitation = Must(await lab.Administrator.Client.InviteAsync(60));
        Person person = lab.Stranger();
        string agreement = Must(await person.Client.AgreementAsync()).Hash;
        Must(await person.Client.RegisterAsync(person.Application(agreement, invitation.Token)));
        Person other = lab.Stranger();
        Assert.AreEqual(
            "invitation", Code(await other.Client.RegisterAsync(other.Application(agreement, invitation.Token))));
        Assert.AreEqual("denied", Code(await other.Client.OffersAsync()));
        byte[] secret = KeyFile.Load(Path.Combine(lab.Place, "registrar.key")).Canonical.ToArray();

        string log = lab.Registrar.Log;

        Assert.Contains("request.denied", log, StringComparison.Ordinal);
        Assert.DoesNotContain(invitation.Token, log, StringComparison.Ordinal);
        for (int i = 0; i + 16 <= secret.Length; i++)
        {
            string hex = Convert.ToHexStringLower(secret.AsSpan(i, 16));
            Assert.DoesNotContain(hex, log, StringComparison.OrdinalIgnoreCase);
        }

        Assert.DoesNotContain(Convert.ToBase64String(secret)[60..90], log, StringComparison.Ordinal);
    }

    private static async Task<X509Certificate2> ShakeAsync(SslProtocols protocols)
    {
        using System.Net.Sockets.TcpClient tcp = new();
        await tcp.ConnectAsync(Address.Host, Address.Port);
        await using SslStream stream = new(tcp.GetStream());
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = protocols,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
        });
        return X509CertificateLoader.LoadCertificate(stream.RemoteCertificate!.GetRawCertData());
    }
}
