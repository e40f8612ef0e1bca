using HiperNet.Registrar.Audit;
using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Revocations;
using HiperNet.Registrar.Server.Http;
using HiperNet.Registrar.State;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;

namespace HiperNet.Registrar.Server.Routes;

/// <summary>Certificates to fetch, to leave for others and to take back; and the lists of what was.</summary>
internal sealed class CertificateRoutes(RegistrarParts parts) : IRoutes
{
    private const int MostNonce = 64;
    private const int LeastNonce = 16;
    private const int MostReason = 200;
    private static readonly ContractJson Json = ContractJson.Default;

    public IEnumerable<ApiRoute> Routes() =>
    [
        new("GET", "/v1/certificates", "Lists what is kept for the key that signs, the oldest first.", ListAsync)
        {
            Access = RouteAccess.AnyKey, Gives = typeof(Page<CertificateView>), Queries = ["after"],
        },
        new("POST", "/v1/certificates", "Leaves certificates of the key that signs for their subjects.", PublishAsync)
        {
            Right = _ => GrantTags.Registry(parts.Options.Name, "allocate"),
            RightText = "(registry NAME allocate)",
            IsOnce = true,
            Takes = typeof(CertificatesRequest),
            Gives = typeof(Page<CertificateView>),
        },
        new("POST", "/v1/certificates/{id}/revoke", "Takes back what the registrar has issued.", RevokeAsync)
        {
            Right = _ => GrantTags.Registry(parts.Options.Name, "revoke"),
            RightText = "(registry NAME revoke)",
            IsOnce = true,
            Takes = typeof(RevocationRequest),
            Gives = typeof(RevocationView),
        },
        new("GET", "/v1/revocations", "Gives the revocation list, or what follows on one that is known.", ListsAsync)
        {
            Access = RouteAccess.Everybody, Gives = typeof(RevocationView), Queries = ["after"],
        },
        new("POST", "/v1/revalidations", "Says whether a certificate is still good, for once.", RevalidateAsync)
        {
            Access = RouteAccess.Everybody, Takes = typeof(RevalidationRequest), Gives = typeof(RevocationView),
        },
    ];

    private async Task<ApiReply> ListAsync(ApiRequest request)
    {
        StateResult<StoredBundles> kept = await parts.Bundles.OfSubjectAsync(
            request.Caller.Principal, request.Cancellation);
        long after = request.Number("after") ?? 0;
        return kept.IsDone
            ? Page(kept.Value.Items.Where(bundle => bundle.Revision > after))
            : Faults.Of(kept);
    }

    private async Task<ApiReply> PublishAsync(ApiRequest request)
    {
        if (!request.TryRead(Json.CertificatesRequest, out CertificatesRequest? wanted, out ApiReply? failed))
        {
            return failed;
        }

        Publication publication = Publication.Read(wanted.Sequence, request.Caller.Key, parts.Now, out string detail);
        if (publication.Bundles.Count == 0)
        {
            return ApiReply.Failed(ApiError.Certificate, detail);
        }

        StateResult<TransactionAnswer> written = await parts.Store.TransactAsync(
            new Transaction([], [.. publication.Bundles.Select(parts.Bundles.Put), .. Told(request, publication)], []),
            request.Cancellation);
        return written.IsDone
            ? Page(publication.Bundles.Select(bundle => new StoredBundle(bundle, written.Value.Revision)))
            : Faults.Of(written);
    }

    private IEnumerable<Operation> Told(ApiRequest request, Publication publication)
    {
        foreach (Bundle bundle in publication.Bundles)
        {
            yield return parts.Events.Entry(bundle.Subject, "certificates.issued", $"account/{request.Caller.Name}");
        }

        yield return parts.Outbox.Entry(parts.Outbox.Event(
            AuditNames.CertificatesIssued, request.Caller.Name, $"account/{publication.Bundles[0].Subject}"));
    }

    private async Task<ApiReply> RevokeAsync(ApiRequest request)
    {
        if (!request.TryRead(Json.RevocationRequest, out RevocationRequest? wanted, out ApiReply? failed))
        {
            return failed;
        }

        if (!PrincipalText.TryRead(request["id"], out Principal digest) || wanted.Reason is { Length: > MostReason })
        {
            return ApiReply.Failed(
                ApiError.Malformed, $"an id has 64 hexadecimal digits, a reason {MostReason} letters");
        }

        return Answer(await parts.Revoker.RevokeAsync(
            new ObjectId(digest), wanted.Reason ?? "", request.Caller.Name, request.Cancellation));
    }

    private async Task<ApiReply> ListsAsync(ApiRequest request)
    {
        if (request.Query("after") is not { } after)
        {
            return Answer(await parts.Revocations.CurrentAsync(request.Cancellation));
        }

        return PrincipalText.TryRead(after, out Principal digest)
            ? Answer(await parts.Revocations.SinceAsync(new ObjectId(digest), request.Cancellation))
            : ApiReply.Failed(ApiError.Malformed, "a list is named by 64 hexadecimal digits");
    }

    private async Task<ApiReply> RevalidateAsync(ApiRequest request)
    {
        if (!request.TryRead(Json.RevalidationRequest, out RevalidationRequest? wanted, out ApiReply? failed))
        {
            return failed;
        }

        return PrincipalText.TryRead(wanted.Certificate ?? "", out Principal digest)
            && wanted.Nonce.Length is >= LeastNonce and <= MostNonce
                ? Answer(await parts.Revoker.RevalidateAsync(new ObjectId(digest), wanted.Nonce, request.Cancellation))
                : ApiReply.Failed(
                    ApiError.Malformed, $"an id has 64 hexadecimal digits, a nonce {LeastNonce} to {MostNonce} octets");
    }

    private static ApiReply Page(IEnumerable<StoredBundle> bundles)
    {
        CertificateView[] all = [.. CertificateViews.Of(bundles)];
        return ApiReply.Of(new Page<CertificateView>(all, null), Json.PageCertificateView);
    }

    private static ApiReply Answer(RevocationResult result) => result.View is { } view
        ? ApiReply.Of(view, Json.RevocationView)
        : ApiReply.Failed(
            result.Fault switch
            {
                RevocationListFault.Revoked => ApiError.State,
                RevocationListFault.Condition => ApiError.Unknown,
                RevocationListFault.Nonce => ApiError.Malformed,
                RevocationListFault.Full => ApiError.TooLarge,
                RevocationListFault.Busy => ApiError.Busy,
                _ => ApiError.Store,
            },
            result.Detail);
}
