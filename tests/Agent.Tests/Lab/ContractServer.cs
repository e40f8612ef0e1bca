using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Channels;
using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Client.Signatures;
using HiperNet.Registrar.Identity;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;
using HiperNet.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HiperNet.Agent.Tests.Lab;

/// <summary>
/// The agent's part of spec/registrar-api.md, section 4, over real TLS and with real signatures: it refuses what is not
/// signed as the section says. What it wants of agents is what a test says.
/// </summary>
internal sealed class ContractServer : IAsyncDisposable
{
    public const string Agreement = "Do no harm.";

    private static readonly ContractJson Json = ContractJson.Default;
    private readonly MessageVerifier verifier;
    private readonly AsyncLocal<PublicKey?> shown = new();
    private readonly ConcurrentDictionary<string, Channel<EventView>> listeners = new();
    private readonly Socket socket;
    private readonly WebApplication application;
    private long cursor;

    private ContractServer(Socket socket)
    {
        this.socket = socket;
        SignaturePolicy policy = new(ApiFields.Covered, ApiFields.Tag);
        verifier = new MessageVerifier(
            policy,
            (name, _) => ValueTask.FromResult<IMessageKey?>(
                shown.Value is { } key && key.Principal.ToString() == name ? new SpkiMessageKey(key) : null),
            new ReplayCache(TimeProvider.System),
            TimeProvider.System);
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.ListenHandle(
            (ulong)socket.Handle, listen => listen.UseHttps(TlsIdentity.Create(Key, TimeProvider.System.GetUtcNow()))));
        application = builder.Build();
        application.Run(AnswerAsync);
    }

    /// <summary>The registrar's key.</summary>
    public PrivateKey Key { get; } = Paper.NewKey();

    public int Port => ((IPEndPoint)socket.LocalEndPoint!).Port;

    /// <summary>Whether it answers nobody.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Whether accounts are active without an approval.</summary>
    public bool IsOpen { get; set; } = true;

    public ConcurrentDictionary<string, AccountView> Accounts { get; } = new();

    public ConcurrentDictionary<string, OfferRequest> Offers { get; } = new();

    public ConcurrentDictionary<string, WorkView> Work { get; } = new();

    /// <summary>What was last said of a node, by VPXI/NODE.</summary>
    public ConcurrentDictionary<string, NodeReport> Reports { get; } = new();

    /// <summary>What nodes were granted, by VPXI/NODE.</summary>
    public ConcurrentDictionary<string, ReadOnlyMemory<byte>> Networks { get; } = new();

    /// <summary>What was refused because of its signature.</summary>
    public ConcurrentQueue<string> Refused { get; } = new();

    public ReadOnlyMemory<byte> Revocations { get; set; }

    public int Beats { get; private set; }

    /// <summary>Starts it in a namespace.</summary>
    public static async Task<ContractServer> StartAsync(NetworkNamespace place)
    {
        Socket listener = place.Inside(() =>
        {
            Socket made = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            made.Bind(new IPEndPoint(IPAddress.Any, 0));
            made.Listen(64);
            return made;
        });
        ContractServer server = new(listener);
        await server.application.StartAsync();
        return server;
    }

    /// <summary>Changes an offer's work, and says so.</summary>
    public void Want(string offer, params IReadOnlyList<WorkVpxi> vpxis)
    {
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        Work[offer] = new WorkView(Work.TryGetValue(offer, out WorkView? old) ? old.Revision + 1 : 1, now, vpxis);
        Say("work.changed");
    }

    /// <summary>Cancels certificates, and says so.</summary>
    public void Revoke(params IEnumerable<ReadOnlyMemory<byte>> sequences)
    {
        Revocations = Paper.Cancel(Key, TimeProvider.System.GetUtcNow(), sequences);
        Say("revocations.changed");
    }

    public void Say(string name)
    {
        foreach (Channel<EventView> listener in listeners.Values)
        {
            listener.Writer.TryWrite(new EventView(
                Interlocked.Increment(ref cursor), name, "offer/x", 0, new Dictionary<string, string>()));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Channel<EventView> listener in listeners.Values)
        {
            listener.Writer.TryComplete();
        }

        using CancellationTokenSource soon = new(TimeSpan.FromMilliseconds(200));
        await application.StopAsync(soon.Token);
        await application.DisposeAsync();
        socket.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (IsSilent)
        {
            context.Abort();
            return;
        }

        using MemoryStream content = new();
        await context.Request.Body.CopyToAsync(content);
        string[] path = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        bool isOpen = path is [_, "agreement" or "registrar" or "revocations"];
        if (await VerifyAsync(context, content.ToArray()) is not { } who && !isOpen)
        {
            await ProblemAsync(context, 401, "signature");
            return;
        }

        who = shown.Value?.Principal.ToString() ?? "";
        await RouteAsync(context, path, who, content.ToArray());
    }

    private Task RouteAsync(HttpContext context, string[] path, string who, byte[] content) =>
        (context.Request.Method, path) switch
        {
            ("GET", [_, "agreement"]) => SendAsync(context, new Agreement(Agreement, Hash(Agreement)), Json.Agreement),
            ("GET", [_, "accounts", "self"]) when Accounts.TryGetValue(who, out AccountView? known) =>
                SendAsync(context, known, Json.AccountView),
            ("POST", [_, "accounts"]) => RegisterAsync(context, who, Read(content, Json.AccountRequest)),
            ("PUT", [_, "offers", string id]) => OfferAsync(context, id, who, Read(content, Json.OfferRequest)),
            ("POST", [_, "offers", string id, "heartbeat"]) when Offers.ContainsKey(id) => BeatAsync(context, id),
            ("GET", [_, "offers", string id, "work"]) when Offers.ContainsKey(id) => SendAsync(
                context, Work.GetValueOrDefault(id) ?? new WorkView(0, 0, []), Json.WorkView),
            ("PUT", [_, "offers", _, "nodes", string vpxi, string node]) =>
                ReportAsync(context, vpxi, node, Read(content, Json.NodeReport)),
            ("GET", [_, "revocations"]) when !Revocations.IsEmpty => SendAsync(
                context, new RevocationView(Revocations, "", long.MaxValue), Json.RevocationView),
            ("GET", [_, "events"]) => StreamAsync(context),
            _ => ProblemAsync(context, 404, "unknown"),
        };

    private async Task<string?> VerifyAsync(HttpContext context, byte[] content)
    {
        HttpRequest request = context.Request;
        byte[] key = new byte[4_096];
        shown.Value = Convert.TryFromBase64String(request.Headers[ApiFields.Key].ToString(), key, out int length)
            && CanonicalParser.TryParse(key.AsMemory(0, length), null, out SexpNode? node, out _)
            && PublicKey.TryParse(node, out PublicKey? read, out _)
            ? read
            : null;
        string raw = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        MessageView view = MessageView.Request(
            request.Method,
            "https",
            request.Host.Value!,
            raw,
            content.Length > 0,
            name => [.. request.Headers[name].OfType<string>()]);
        VerifiedMessage verified = await verifier.VerifyAsync(view);
        bool hasDigest = content.Length == 0
            || ContentDigest.Verify(view, content) == SignatureFault.None;
        if (verified.KeyId is null || !hasDigest)
        {
            Refused.Enqueue($"{request.Method} {raw}: {verified.Fault}");
            return null;
        }

        return verified.KeyId;
    }

    private Task RegisterAsync(HttpContext context, string who, AccountRequest request)
    {
        string accepted = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Agreement)));
        bool isAccepted = Paper.Parts(request.Acceptance).Any(part => part.ToString()!.Contains(
            accepted, StringComparison.OrdinalIgnoreCase) || part.Node.Canonical.Span.IndexOf(
                Convert.FromHexString(accepted)) >= 0);
        if (!isAccepted)
        {
            return ProblemAsync(context, 403, "not-agreed");
        }

        AccountView made = new(
            who,
            request.Key,
            request.Name,
            request.Organisation,
            request.Contact,
            IsOpen ? "active" : "pending",
            Since: 0,
            DecidedBy: null);
        Accounts[who] = made;
        return SendAsync(context, made, Json.AccountView);
    }

    private Task OfferAsync(HttpContext context, string id, string who, OfferRequest request)
    {
        Offers[id] = request;
        OfferView view = new(
            id, who, "live", request.Document, [.. request.Resources.Select(resource => resource.Element)], null);
        return SendAsync(context, view, Json.OfferView);
    }

    private Task BeatAsync(HttpContext context, string id)
    {
        Beats++;
        return SendAsync(
            context, new Heartbeat(1, Work.GetValueOrDefault(id)?.Revision ?? 0), Json.Heartbeat);
    }

    private Task ReportAsync(HttpContext context, string vpxi, string node, NodeReport report)
    {
        Reports[$"{vpxi}/{node}"] = report;
        Assert.IsTrue(CanonicalParser.TryParse(report.Key, null, out SexpNode? form, out _));
        Assert.IsTrue(PublicKey.TryParse(form, out PublicKey? key, out _));
        DateTimeOffset end = TimeProvider.System.GetUtcNow().AddHours(1);
        ReadOnlyMemory<byte> certificate = Networks.GetOrAdd(
            $"{vpxi}/{node}", _ => Paper.Network(Key, key.Principal, vpxi, end));
        return SendAsync(context, new NodeAnswer([certificate]), Json.NodeAnswer);
    }

    private async Task StreamAsync(HttpContext context)
    {
        Channel<EventView> channel = Channel.CreateUnbounded<EventView>();
        string name = Convert.ToHexString(RandomNumberGenerator.GetBytes(8));
        listeners[name] = channel;
        try
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await foreach (EventView one in channel.Reader.ReadAllAsync(context.RequestAborted))
            {
                if (IsSilent)
                {
                    context.Abort();
                    return;
                }

                string data = JsonSerializer.Serialize(one, Json.EventView);
                string lines = string.Create(
                    CultureInfo.InvariantCulture, $"id: {one.Cursor}\nevent: {one.Name}\ndata: {data}\n\n");
                await context.Response.WriteAsync(lines, context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The agent has gone.
        }
        finally
        {
            listeners.TryRemove(name, out _);
        }
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static T Read<T>(byte[] content, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(content, type)!;

    private static async Task SendAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type)
    {
        context.Response.ContentType = ApiFields.Json;
        await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(value, type));
    }

    private static async Task ProblemAsync(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = ApiFields.Problem;
        Problem problem = new($"urn:hipernet:problem:{code}", code, status, code, code, null, null);
        await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(problem, Json.Problem));
    }
}
