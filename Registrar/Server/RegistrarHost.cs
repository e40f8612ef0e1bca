using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading.RateLimiting;
using HiperNet.Registrar.Accounts;
using HiperNet.Registrar.Audit;
using HiperNet.Registrar.Bookings;
using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Events;
using HiperNet.Registrar.Federation;
using HiperNet.Registrar.Identity;
using HiperNet.Registrar.Infrastructures;
using HiperNet.Registrar.Requests;
using HiperNet.Registrar.Resources;
using HiperNet.Registrar.Revocations;
using HiperNet.Registrar.Rights;
using HiperNet.Registrar.Server.Http;
using HiperNet.Registrar.Server.Loops;
using HiperNet.Registrar.Server.Routes;
using HiperNet.Registrar.State;
using HiperNet.Spki.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace HiperNet.Registrar.Server;

/// <summary>Composes the service. Nothing else knows all its parts.</summary>
internal sealed class RegistrarHost : IAsyncDisposable
{
    private static readonly TimeSpan HeaderTime = TimeSpan.FromSeconds(10);
    /// <summary>How long requests that are under way may take when the service is asked to end.</summary>
    public static readonly TimeSpan EndTime = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(60);
    private const int MostConnections = 20_000;

    /// <summary>After how many rounds that were missed nothing is known of who is there.</summary>
    private const int MostRounds = 3;

    private readonly WebApplication web;
    private readonly string name;
    private readonly StoreAccess store;
    private readonly PrivateKey key;
    private readonly X509Certificate2 certificate;
    private readonly LoopRunner loops;
    private readonly PeerClients peers;
    private readonly CancellationTokenSource stopping = new();

    private RegistrarHost(RegistrarOptions options, PrivateKey own, StoreAccess access)
    {
        (name, store) = (options.Name, access);
        key = own;
        certificate = TlsIdentity.Create(key, TimeProvider.System.GetUtcNow());
        peers = new PeerClients(options.Peers, key);
        RegistrarParts parts = Compose(options, key, access.Client, peers, stopping.Token);
        web = Build(parts, certificate);
        web.Lifetime.ApplicationStopping.Register(stopping.Cancel);
        loops = new LoopRunner(parts, web.Services.GetRequiredService<ILogger<LoopRunner>>());
    }

    /// <summary>The addresses on which it listens for requests.</summary>
    public IReadOnlyCollection<string> Addresses =>
        [.. web.Urls.Where(url => url.StartsWith("https:", StringComparison.Ordinal))];

    /// <summary>Starts everything, and returns when requests are answered.</summary>
    /// <exception cref="RegistrarStartException">It cannot start.</exception>
    public static async Task<RegistrarHost> StartAsync(RegistrarOptions options, CancellationToken cancellation)
    {
        if (!VpxiRecord.IsId(options.Name))
        {
            throw RegistrarStartException.Usage("--name must have 1 to 64 letters, digits and hyphens");
        }

        RegistrarHost host = await OpenAsync(options, cancellation);
        try
        {
            await host.web.StartAsync(cancellation);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            await host.DisposeAsync();
            throw RegistrarStartException.Environment(exception.Message, exception);
        }

        host.loops.Start();
        ApiLog.Ready(
            host.web.Services.GetRequiredService<ILogger<RegistrarHost>>(),
            options.Name,
            host.key.Public.Principal.ToString(),
            string.Join(" ", host.Addresses));
        return host;
    }

    /// <summary>Reads the keys before the store is opened, so that a wrong file leaves nothing behind.</summary>
    private static async Task<RegistrarHost> OpenAsync(RegistrarOptions options, CancellationToken cancellation)
    {
        PrivateKey own = RegistrarKeys.Own(options);
        StoreAccess? access = null;
        try
        {
            access = await StoreAccess.OpenAsync(options, cancellation);
            return new RegistrarHost(options, own, access);
        }
        catch (RegistrarStartException)
        {
            own.Dispose();
            if (access is not null)
            {
                await access.DisposeAsync();
            }

            throw;
        }
    }

    /// <summary>Waits until somebody asks the service to end.</summary>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        ILogger<RegistrarHost> log = web.Services.GetRequiredService<ILogger<RegistrarHost>>();
        using CancellationTokenRegistration told =
            web.Lifetime.ApplicationStopping.Register(() => ApiLog.Ends(log, name));
        try
        {
            await ((IHost)web).WaitForShutdownAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            // That is how the command line tells it.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await loops.DisposeAsync();
        stopping.Dispose();
        await web.DisposeAsync();
        peers.Dispose();
        await store.DisposeAsync();
        certificate.Dispose();
        key.Dispose();
    }

    private static RegistrarParts Compose(
        RegistrarOptions options, PrivateKey own, EtcdClient client, PeerClients clients, CancellationToken stopping)
    {
        TimeProvider time = options.ClockSkew == TimeSpan.Zero
            ? TimeProvider.System
            : new SkewedTime(options.ClockSkew);
        StateKeys keys = StateKeys.Of(options.Name);
        Principal principal = own.Public.Principal;
        Issuer issuer = new(own);
        AuditOutbox outbox = new(client, keys, principal.ToString(), time);
        BundleStore bundles = new(client, keys.Root);
        EventBook events = new(client, keys.Root, time);
        RevocationBook revocations = new(client, keys.Root, own, time);
        OfferBook offers = new(client, keys, issuer, bundles, outbox, time)
        {
            PatienceSeconds = (long)options.Patience.TotalSeconds,
        };
        Liveness liveness = new(client, keys, outbox, time, options.Patience, options.Round * MostRounds);
        PoolCache pool = new(client, keys, time);
        Allocator allocator = new(
            client,
            keys,
            time,
            outbox,
            new AllocatorOptions { HoldSeconds = (long)options.Hold.TotalSeconds },
            pool);
        PeerPool others = new(client, keys.Root, clients, time);
        Abroad abroad = new(clients, others, allocator, client, keys.Root, principal, time);
        InfrastructureParts parts = new(
            client, keys, issuer, bundles, offers, allocator, events, outbox, revocations, options.Name,
            options.CertificateLife, time)
        {
            Abroad = abroad,
        };
        Lifecycle lifecycle = new(parts);
        Ending ending = new(parts);
        WorkDesk desk = new(parts, lifecycle);
        AuditLog log = new(new EtcdLogStore(client, keys.Log), time);
        CheckpointSigner checkpoints = new(own, time);
        Transfers transfers = new(parts, lifecycle, ending);
        Revoker revoker = new(bundles, revocations, events, outbox, lifecycle.ListenersAsync, principal, time);
        return new RegistrarParts
        {
            Options = options,
            Store = client,
            Keys = keys,
            Issuer = issuer,
            Bundles = bundles,
            Outbox = outbox,
            Sequencer = new AuditSequencer(client, keys, time),
            Log = log,
            Checkpoints = checkpoints,
            Events = events,
            Requests = new IdempotencyStore(client, keys, time),
            Accounts = new AccountBook(client, keys, principal, time, outbox),
            AccountReader = new AccountReader(client, keys),
            AccountCertificates = new AccountCertificates(client, bundles, issuer, options.Name, outbox, time),
            Offers = offers,
            Pool = pool,
            Allocator = allocator,
            Revocations = revocations,
            Revoker = revoker,
            Lifecycle = lifecycle,
            Ending = ending,
            WorkDesk = desk,
            Sharing = new Sharing(parts, lifecycle),
            DryRun = new DryRun(parts, lifecycle),
            Liveness = liveness,
            Upkeep = new Upkeep(parts, lifecycle, ending, liveness),
            Federation = new FederationParts(
                clients,
                new SyncFeed(client, keys, own),
                transfers,
                new Cosignatures(client, keys.Root, own, clients, log, checkpoints),
                new FederationRounds(clients, others, abroad, transfers, parts, lifecycle, desk)),
            Rights = new RightsDecider(RegistrarKeys.Root(options, principal), bundles, revoker.ListAsync, time),
            Stopping = stopping,
            Metrics = new ApiMetrics(),
            Time = time,
        };
    }

    private static WebApplication Build(RegistrarParts parts, X509Certificate2 identity)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(parts.Time);
        builder.Logging.AddConsoleFormatter<LogLines, ConsoleFormatterOptions>();
        builder.Logging.AddConsole(console =>
        {
            console.FormatterName = LogLines.FormatterName;
            console.LogToStandardErrorThreshold = LogLevel.Trace;
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, parts.Options, identity));
        builder.WebHost.UseShutdownTimeout(EndTime);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.AddRoutingCore();
        builder.Services.AddRateLimiter(limits => Limit(limits, parts.Options));
        builder.Services.AddSingleton(parts.Metrics)
            .AddSingleton(parts.Rights)
            .AddSingleton(new OnceRequests(parts.Requests))
            .AddSingleton(new SignedRequests(
                parts.Issuer.Principal.ToString(),
                new EtcdReplayCache(parts.Store, parts.Keys, parts.Time),
                parts.Time))
            .AddSingleton<ApiPipeline>();
        WebApplication application = builder.Build();
        application.UseRateLimiter();
        application.Use(HealthRoutes.KeepApartAsync);
        application.UseRouting();
        Map(application, parts);
        return application;
    }

    private static void Listen(KestrelServerOptions kestrel, RegistrarOptions options, X509Certificate2 identity)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = ApiFields.MostRequestOctets;
        kestrel.Limits.MaxRequestHeadersTotalSize = 48 << 10;
        kestrel.Limits.RequestHeadersTimeout = HeaderTime;
        kestrel.Limits.MaxConcurrentConnections = MostConnections;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(1024, TimeSpan.FromSeconds(5));
        kestrel.Limits.Http2.MaxStreamsPerConnection = 100;
        kestrel.Limits.KeepAliveTimeout = IdleTime;
        ConnectionLimits limits = new(options.ConnectionsPerAddress);
        foreach (IPEndPoint point in options.Listen)
        {
            kestrel.Listen(point, listen =>
            {
                listen.Use(next => connection => limits.RunAsync(connection, next));
                listen.UseHttps(identity, Tls);
            });
        }

        if (options.Metrics is { } metrics)
        {
            kestrel.Listen(metrics);
        }
    }

    /// <summary>TLS 1.3 is the oldest that is spoken: there is no older client to be kind to.</summary>
    [SuppressMessage("Security", "CA5398:Avoid hardcoded SslProtocols", Justification = "spec/registrar-api.md 4.1")]
    private static void Tls(HttpsConnectionAdapterOptions https) => https.SslProtocols = SslProtocols.Tls13;

    private static void Limit(RateLimiterOptions limits, RegistrarOptions options)
    {
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, IPAddress>(context =>
            RateLimitPartition.GetTokenBucketLimiter(
                context.Connection.RemoteIpAddress ?? IPAddress.None,
                _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = options.RequestsPerSecond * 2,
                    TokensPerPeriod = options.RequestsPerSecond,
                    ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                    QueueLimit = 0,
                }));
        limits.OnRejected = async (context, _) => await ApiPipeline.WriteAsync(
            context.HttpContext, ApiReply.Failed(ApiError.TooMany, "this address asks too often"));
    }

    private static void Map(WebApplication application, RegistrarParts parts)
    {
        ApiPipeline pipeline = application.Services.GetRequiredService<ApiPipeline>();
        HealthRoutes health = new(parts);
        if (parts.Options.Metrics is not null)
        {
            health.Map(application);
        }

        new EventStream(parts, application.Services.GetRequiredService<SignedRequests>()).Map(application);
        foreach (ApiRoute route in RouteTable.Of(parts))
        {
            application.MapMethods(route.Pattern, [route.Method], context => pipeline.RunAsync(route, context));
        }

        application.MapFallback(context => ApiPipeline.WriteAsync(
            context, ApiReply.Failed(ApiError.Unknown, $"there is no {context.Request.Method} here")));
    }
}
