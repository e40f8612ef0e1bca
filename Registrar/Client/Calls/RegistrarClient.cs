using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using HiperNet.Registrar.Client.Contracts;

namespace HiperNet.Registrar.Client.Calls;

/// <summary>
/// Talks to a registrar: spec/registrar-api.md, section 4. It may be used by several threads at once. No call throws
/// for what a registrar or a network does; the answer holds a problem then.
/// </summary>
public sealed class RegistrarClient : IDisposable
{
    private static readonly ContractJson Json = ContractJson.Default;
    private readonly RegistrarCaller caller;

    /// <summary>A client; nothing is connected before the first call.</summary>
    /// <exception cref="ArgumentException">There is no address.</exception>
    public RegistrarClient(RegistrarOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        caller = options.Servers.Count > 0
            ? new RegistrarCaller(options)
            : throw new ArgumentException("A registrar has an address.", nameof(options));
    }

    /// <summary>Who the registrar is.</summary>
    public Task<ApiAnswer<RegistrarInfo>> InfoAsync(CancellationToken cancellation = default) =>
        caller.SendAsync(ApiCall.Get("/v1/registrar"), Json.RegistrarInfo, cancellation);

    /// <summary>The good-use agreement.</summary>
    public Task<ApiAnswer<Agreement>> AgreementAsync(CancellationToken cancellation = default) =>
        caller.SendAsync(ApiCall.Get("/v1/agreement"), Json.Agreement, cancellation);

    /// <summary>Sets the agreement for accounts to come; an administrator may.</summary>
    public Task<ApiAnswer<Agreement>> SetAgreementAsync(string text, CancellationToken cancellation = default) =>
        caller.SendAsync(
            ApiCall.Once(HttpMethod.Put, "/v1/agreement"),
            new AgreementRequest(text),
            Json.AgreementRequest,
            Json.Agreement,
            cancellation);

    /// <summary>Asks for an account for the key that signs.</summary>
    public Task<ApiAnswer<AccountView>> RegisterAsync(
        AccountRequest request, CancellationToken cancellation = default) =>
        caller.SendAsync(
            ApiCall.Once(HttpMethod.Post, "/v1/accounts"),
            request,
            Json.AccountRequest,
            Json.AccountView,
            cancellation);

    /// <summary>An account: the own one, or any for an administrator.</summary>
    public Task<ApiAnswer<AccountView>> AccountAsync(string principal, CancellationToken cancellation = default) =>
        caller.SendAsync(ApiCall.Get($"/v1/accounts/{Escape(principal)}"), Json.AccountView, cancellation);

    /// <summary>Accounts, in the order of their principals.</summary>
    public Task<ApiAnswer<Page<AccountView>>> AccountsAsync(
        string? after = null, CancellationToken cancellation = default) =>
        caller.SendAsync(ApiCall.Get("/v1/accounts" + After(after)), Json.PageAccountView, cancellation);

    /// <summary>Approves or suspends an account.</summary>
    /// <param name="principal">Whose, in hexadecimal.</param>
    /// <param name="isActive">Whether it shall be active.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<ApiAnswer<AccountView>> DecideAccountAsync(
        string principal, bool isActive, CancellationToken cancellation = default) =>
        caller.SendAsync(
            ApiCall.Once(HttpMethod.Post, $"/v1/accounts/{Escape(principal)}/{(isActive ? "approve" : "suspend")}"),
            Json.AccountView,
            cancellation);

    /// <summary>Invites somebody.</summary>
    public Task<ApiAnswer<InvitationView>> InviteAsync(long seconds, CancellationToken cancellation = default) =>
        caller.SendAsync(
            ApiCall.Once(HttpMethod.Post, "/v1/invitations"),
            new InvitationRequest(seconds),
            Json.InvitationRequest,
            Json.InvitationView,
            cancellation);

    /// <summary>The certificates that the registrar keeps for the key that signs, the oldest first.</summary>
    public Task<ApiAnswer<Page<CertificateView>>> CertificatesAsync(
        string? after = null, CancellationToken cancellation = default) =>
        caller.SendAsync(ApiCall.Get("/v1/certificates" + After(after)), Json.PageCertificateView, cancellation);

    /// <summary>Leaves certificates for their subjects to find.</summary>
    public Task<ApiAnswer<Page<CertificateView>>> PublishAsync(
        ReadOnlyMemory<byte> sequence, CancellationToken cancellation = default) =>
        caller.SendAsync(
            ApiCall.Once(HttpMethod.Post, "/v1/certificates"),
            new CertificatesRequest(sequence),
            Json.CertificatesRequest,
            Json.PageCertificateView,
            cancellation);

    /// <summary>Takes a certificate back that the registrar has issued.</summary>
    public Task<ApiAnswer<RevocationView>> RevokeAsync(
        string id, string reason, CancellationToken cancellation = default) =>
        caller.SendAsync(
            ApiCall.Once(HttpMethod.Post, $"/v1/certificates/{Escape(id)}/revoke"),
            new RevocationRequest(reason),
            Json.RevocationRequest,
            Json.RevocationView,
            cancellation);

    /// <summary>The revocation list; or what follows on one that is known.</summary>
    public Task<ApiAnswer<RevocationView>> RevocationsAsync(
        string? after = null, CancellationToken cancellation = default) =>
        caller.SendAsync(ApiCall.Get("/v1/revocations" + After(after)), Json.RevocationView, cancellation);

    /// <summary>Whether a certificate is still good, for once.</summary>
    public Task<ApiAnswer<RevocationView>> RevalidateAsync(
        RevalidationRequest request, CancellationToken cancellation = default) =>
        caller.SendAsync(
            new ApiCall(HttpMethod.Post, "/v1/revalidations"),
            request,
            Json.RevalidationRequest,
            Json.RevocationView,
            cancellation);

    /// <summary>Offers resources, or renews the certificates of an offer.</summary>
    public Task<ApiAnswer<OfferView>> OfferAsync(
        string id, OfferRequest request, CancellationToken cancellation = default) =>
        caller.SendAsync(
            ApiCall.Once(HttpMethod.Put, Offer(id)), request, Json.OfferRequest, Json.OfferView, cancellation);

    /// <summary>Offers, in the order of their names.</summary>
    public Task<ApiAnswer<Page<OfferView>>> OffersAsync(
        string? after = null, CancellationToken cancellation = default) =>
        caller.SendAsync(ApiCall.Get("/v1/offers" + After(after)), Json.PageOfferView, cancellation);

    /// <summary>Takes an offer back; what is booked of it stays booked.</summary>
    public Task<ApiAnswer<OfferView>> WithdrawAsync(string id, CancellationToken cancellation = default) =>
        caller.SendAsync(ApiCall.Once(HttpMethod.Delete, Offer(id)), Json.OfferView, cancellation);

    /// <summary>Says that an offer's agent is there.</summary>
    public Task<ApiAnswer<Heartbeat>> HeartbeatAsync(string id, CancellationToken cancellation = default) =>
        caller.SendAsync(new ApiCall(HttpMethod.Post, Offer(id) + "/heartbeat"), Json.Heartbeat, cancellation);

    /// <summary>What an offer's agent has to run.</summary>
    public Task<ApiAnswer<WorkView>> WorkAsync(string id, CancellationToken cancellation = default) =>
        caller.SendAsync(ApiCall.Get(Offer(id) + "/work"), Json.WorkView, cancellation);

    /// <summary>Says what a node does, and asks for its certificates.</summary>
    public Task<ApiAnswer<NodeAnswer>> ReportAsync(
        string offer, string vpxi, string node, NodeReport report, CancellationToken cancellation = default) =>
        caller.SendAsync(
            new ApiCall(HttpMethod.Put, $"{Offer(offer)}/nodes/{Escape(vpxi)}/{Escape(node)}"),
            report,
            Json.NodeReport,
            Json.NodeAnswer,
            cancellation);

    /// <summary>Plans without holding anything.</summary>
    public Task<ApiAnswer<PlanView>> PlanAsync(PlanRequest request, CancellationToken cancellation = default) =>
        caller.SendAsync(
            new ApiCall(HttpMethod.Post, "/v1/plans"), request, Json.PlanRequest, Json.PlanView, cancellation);

    /// <summary>Asks for an infrastructure: it is planned and held.</summary>
    public Task<ApiAnswer<VpxiView>> CreateAsync(VpxiRequest request, CancellationToken cancellation = default) =>
        caller.SendAsync(
            ApiCall.Once(HttpMethod.Post, "/v1/vpxis"), request, Json.VpxiRequest, Json.VpxiView, cancellation);

    /// <summary>The infrastructures of the key that signs; of all for an administrator.</summary>
    public Task<ApiAnswer<Page<VpxiView>>> VpxisAsync(string? after = null, CancellationToken cancellation = default) =>
        caller.SendAsync(ApiCall.Get("/v1/vpxis" + After(after)), Json.PageVpxiView, cancellation);

    /// <summary>An infrastructure.</summary>
    public Task<ApiAnswer<VpxiView>> VpxiAsync(string id, CancellationToken cancellation = default) =>
        caller.SendAsync(ApiCall.Get(Path(id)), Json.VpxiView, cancellation);

    /// <summary>All that was granted to an infrastructure.</summary>
    public Task<ApiAnswer<Manifest>> ManifestAsync(string id, CancellationToken cancellation = default) =>
        caller.SendAsync(ApiCall.Get(Path(id) + "/manifest"), Json.Manifest, cancellation);

    /// <summary>Confirms what is held, issues its certificates and has its nodes started.</summary>
    public Task<ApiAnswer<VpxiView>> ProvisionAsync(string id, CancellationToken cancellation = default) =>
        ActAsync(id, "provision", cancellation);

    /// <summary>Stops the nodes' processes; they keep what they have.</summary>
    public Task<ApiAnswer<VpxiView>> SuspendAsync(string id, CancellationToken cancellation = default) =>
        ActAsync(id, "suspend", cancellation);

    /// <summary>Lets the nodes of a suspended infrastructure run.</summary>
    public Task<ApiAnswer<VpxiView>> ResumeAsync(string id, CancellationToken cancellation = default) =>
        ActAsync(id, "resume", cancellation);

    /// <summary>Has the certificates of an infrastructure issued again.</summary>
    public Task<ApiAnswer<VpxiView>> RenewAsync(string id, CancellationToken cancellation = default) =>
        ActAsync(id, "renew", cancellation);

    /// <summary>Gives an infrastructure another end; if that is refused the old one stays.</summary>
    public Task<ApiAnswer<VpxiView>> ExtendAsync(string id, long end, CancellationToken cancellation = default) =>
        caller.SendAsync(
            ApiCall.Once(HttpMethod.Post, Path(id) + "/extend"),
            new ExtendRequest(end),
            Json.ExtendRequest,
            Json.VpxiView,
            cancellation);

    /// <summary>Ends an infrastructure, whatever it does; one that is not there is no error.</summary>
    public Task<ApiAnswer<VpxiView>> DeleteAsync(string id, CancellationToken cancellation = default) =>
        caller.SendAsync(ApiCall.Once(HttpMethod.Delete, Path(id)), Json.VpxiView, cancellation);

    /// <summary>A second user asks to join.</summary>
    public Task<ApiAnswer<ShareView>> AskToShareAsync(
        string id, ReadOnlyMemory<byte> key, CancellationToken cancellation = default) =>
        caller.SendAsync(
            ApiCall.Once(HttpMethod.Post, Path(id) + "/shares"),
            new ShareRequest(key),
            Json.ShareRequest,
            Json.ShareView,
            cancellation);

    /// <summary>The owner answers a second user.</summary>
    public Task<ApiAnswer<ShareView>> AnswerShareAsync(
        string id, string with, ShareAnswer answer, CancellationToken cancellation = default) =>
        caller.SendAsync(
            ApiCall.Once(HttpMethod.Put, $"{Path(id)}/shares/{Escape(with)}"),
            answer,
            Json.ShareAnswer,
            Json.ShareView,
            cancellation);

    /// <summary>Who asked to join.</summary>
    public Task<ApiAnswer<Page<ShareView>>> SharesAsync(string id, CancellationToken cancellation = default) =>
        caller.SendAsync(ApiCall.Get(Path(id) + "/shares"), Json.PageShareView, cancellation);

    /// <summary>
    /// What happens and concerns the key that signs, as it happens. It ends when the connection does; to go on, ask
    /// after the last cursor.
    /// </summary>
    /// <param name="after">The cursor of the last event that is known; null for only what comes.</param>
    /// <param name="cancellation">Ends it.</param>
    public async IAsyncEnumerable<EventView> EventsAsync(
        long? after = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        string query = after is { } cursor ? FormattableString.Invariant($"?after={cursor}") : "";
        (HttpResponseMessage? response, _) = await caller.OpenAsync(ApiCall.Get("/v1/events" + query), cancellation);
        if (response is null)
        {
            yield break;
        }

        using (response)
        {
            await using Stream stream = await response.Content.ReadAsStreamAsync(cancellation);
            SseParser<EventView?> parser = SseParser.Create(
                stream, (_, data) => JsonSerializer.Deserialize(data, Json.EventView));
            await using EventReader events = new(parser, cancellation);
            while (await events.NextAsync() is { } one)
            {
                yield return one;
            }
        }
    }

    /// <summary>The log's latest checkpoint.</summary>
    public Task<ApiAnswer<LogCheckpoint>> CheckpointAsync(CancellationToken cancellation = default) =>
        caller.SendAsync(ApiCall.Get("/v1/log/checkpoint"), Json.LogCheckpoint, cancellation);

    /// <summary>Entries of the log.</summary>
    public Task<ApiAnswer<Page<LogEntry>>> LogEntriesAsync(
        string? after = null, CancellationToken cancellation = default) =>
        caller.SendAsync(ApiCall.Get("/v1/log/entries" + After(after)), Json.PageLogEntry, cancellation);

    /// <summary>A proof that an entry is in the log of a size.</summary>
    public Task<ApiAnswer<LogProof>> InclusionAsync(long index, long size, CancellationToken cancellation = default) =>
        caller.SendAsync(
            ApiCall.Get(FormattableString.Invariant($"/v1/log/inclusion?index={index}&size={size}")),
            Json.LogProof,
            cancellation);

    /// <summary>A proof that the log of one size begins with that of another.</summary>
    public Task<ApiAnswer<LogProof>> ConsistencyAsync(long from, long to, CancellationToken cancellation = default) =>
        caller.SendAsync(
            ApiCall.Get(FormattableString.Invariant($"/v1/log/consistency?from={from}&to={to}")),
            Json.LogProof,
            cancellation);

    /// <summary>What another registrar tells of its offers, after a cursor.</summary>
    public Task<ApiAnswer<SyncPage>> SyncAsync(long after, CancellationToken cancellation = default) =>
        caller.SendAsync(
            ApiCall.Get(FormattableString.Invariant($"/v1/sync?after={after}")), Json.SyncPage, cancellation);

    /// <summary>Asks another registrar for resources.</summary>
    public Task<ApiAnswer<TransferView>> TransferAsync(
        TransferRequest request, CancellationToken cancellation = default) =>
        caller.SendAsync(
            ApiCall.Once(HttpMethod.Post, "/v1/transfers"),
            request,
            Json.TransferRequest,
            Json.TransferView,
            cancellation);

    /// <summary>Confirms what another registrar holds.</summary>
    public Task<ApiAnswer<TransferView>> ConfirmTransferAsync(string id, CancellationToken cancellation = default) =>
        caller.SendAsync(
            ApiCall.Once(HttpMethod.Post, OfTransfer(id) + "/confirm"), Json.TransferView, cancellation);

    /// <summary>Tells another registrar what its agents have to know, and hears what they say.</summary>
    public Task<ApiAnswer<TransferView>> TellTransferAsync(
        string id, TransferState state, CancellationToken cancellation = default) =>
        caller.SendAsync(
            new ApiCall(HttpMethod.Put, OfTransfer(id)), state, Json.TransferState, Json.TransferView, cancellation);

    /// <summary>Resources that another registrar has given.</summary>
    public Task<ApiAnswer<TransferView>> TransferAsync(string id, CancellationToken cancellation = default) =>
        caller.SendAsync(ApiCall.Get(OfTransfer(id)), Json.TransferView, cancellation);

    /// <summary>Gives resources back to another registrar; none is no error.</summary>
    public Task<ApiAnswer<TransferView>> EndTransferAsync(string id, CancellationToken cancellation = default) =>
        caller.SendAsync(ApiCall.Once(HttpMethod.Delete, OfTransfer(id)), Json.TransferView, cancellation);

    /// <summary>The last checkpoint of the signer's log that another registrar has cosigned.</summary>
    public Task<ApiAnswer<LogCheckpoint>> CosignedAsync(CancellationToken cancellation = default) =>
        caller.SendAsync(ApiCall.Get("/v1/log/cosignatures"), Json.LogCheckpoint, cancellation);

    /// <summary>Asks another registrar to cosign a checkpoint of the signer's log.</summary>
    public Task<ApiAnswer<LogCheckpoint>> CosignAsync(
        CosignatureRequest request, CancellationToken cancellation = default) =>
        caller.SendAsync(
            new ApiCall(HttpMethod.Post, "/v1/log/cosignatures"),
            request,
            Json.CosignatureRequest,
            Json.LogCheckpoint,
            cancellation);

    /// <inheritdoc/>
    public void Dispose() => caller.Dispose();

    private static string Escape(string word) => Uri.EscapeDataString(word);

    private static string Offer(string id) => "/v1/offers/" + Escape(id);

    private static string OfTransfer(string id) => "/v1/transfers/" + Escape(id);

    private static string Path(string id) => "/v1/vpxis/" + Escape(id);

    private static string After(string? after) => after is null ? "" : "?after=" + Escape(after);

    private Task<ApiAnswer<VpxiView>> ActAsync(string id, string act, CancellationToken cancellation) =>
        caller.SendAsync(ApiCall.Once(HttpMethod.Post, $"{Path(id)}/{act}"), Json.VpxiView, cancellation);
}
