using System.Collections.Immutable;
using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Client.Signatures;
using HiperNet.Registrar.Identity;
using HiperNet.Registrar.Rights;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SpkiObject = HiperNet.Spki.Certs.SpkiObject;

namespace HiperNet.Registrar.Server.Http;

/// <summary>Finds out who has signed a request: spec/registrar-api.md, section 4.1.</summary>
internal sealed class SignedRequests
{
    private const int MostKeyOctets = 2048;
    private readonly IReplayCache replays;
    private readonly IReplayCache reads;
    private readonly TimeProvider time;
    private readonly string registrar;

    /// <summary>Verifies requests.</summary>
    /// <param name="registrar">The principal of this registrar, in hexadecimal.</param>
    /// <param name="replays">The nonces that were used.</param>
    /// <param name="time">The clock.</param>
    public SignedRequests(string registrar, IReplayCache replays, TimeProvider time)
    {
        (this.registrar, this.replays, this.time) = (registrar, replays, time);
        reads = new ReadReplays(replays);
    }

    /// <summary>Whether a request claims to be signed.</summary>
    public static bool IsSigned(HttpRequest request) => request.Headers.ContainsKey("signature-input");

    /// <summary>Who has signed it, or why that is not known.</summary>
    public async Task<(Caller? Caller, ApiReply? Failed)> VerifyAsync(
        HttpContext context, ReadOnlyMemory<byte> content)
    {
        if (!IsSigned(context.Request))
        {
            return (null, ApiReply.Failed(ApiError.Unsigned, "sign the request (RFC 9421) with your key"));
        }

        if (Key(context.Request) is not { } key)
        {
            return (null, ApiReply.Failed(ApiError.Signature, $"{ApiFields.Key} is no public key"));
        }

        // Whoever the signer trusts with a request to himself must not be able to pass it on to us.
        if (context.Request.Headers[ApiFields.Registrar].ToString() != registrar)
        {
            return (null, ApiReply.Failed(ApiError.Signature, $"{ApiFields.Registrar} is not this registrar"));
        }

        MessageView view = View(context, content.Length > 0);
        SignaturePolicy policy = new(Required(context.Request), ApiFields.Tag);
        string principal = key.Principal.ToString();
        MessageVerifier verifier = new(
            policy,
            (id, _) => ValueTask.FromResult<IMessageKey?>(id == principal ? new SpkiMessageKey(key) : null),
            HttpMethods.IsGet(context.Request.Method) ? reads : replays,
            time);
        SignatureFault fault = content.Length > 0 ? ContentDigest.Verify(view, content.Span) : SignatureFault.None;
        if (fault == SignatureFault.None)
        {
            fault = (await verifier.VerifyAsync(view, context.RequestAborted)).Fault;
        }

        if (fault != SignatureFault.None)
        {
            return (null, Refuse(fault));
        }

        return Shown(context.Request) is { } shown
            ? (new Caller(key, shown), null)
            : (null, ApiReply.Failed(ApiError.Certificate, $"{ApiFields.Certificates} is no canonical sequence"));
    }

    private ApiReply Refuse(SignatureFault fault) => fault switch
    {
        SignatureFault.Replayed => ApiReply.Failed(ApiError.Replayed, "its nonce is used up"),
        SignatureFault.TooMany => ApiReply.Failed(ApiError.TooMany, "more requests of this key than can be remembered"),
        SignatureFault.TooOld or SignatureFault.TooEarly => ApiReply.Failed(
            ApiError.Stale, $"{fault}; it is {time.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ} here"),
        SignatureFault.Unavailable => ApiReply.Failed(ApiError.Store, "whether it was seen before is not known"),
        _ => ApiReply.Failed(ApiError.Signature, fault.ToString()),
    };

    private static IReadOnlyList<string> Required(HttpRequest request) =>
    [
        .. ApiFields.Covered,
        .. ApiFields.CoveredIfThere.Where(name => request.Headers.ContainsKey(name)),
    ];

    private static MessageView View(HttpContext context, bool hasContent)
    {
        HttpRequest request = context.Request;
        string target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "/";
        return MessageView.Request(
            request.Method,
            request.Scheme,
            request.Host.Value ?? "",
            target,
            hasContent,
            name => request.Headers.TryGetValue(name, out Microsoft.Extensions.Primitives.StringValues lines)
                ? [.. lines.Select(line => line ?? "")]
                : []);
    }

    private static PublicKey? Key(HttpRequest request) =>
        Octets(request, ApiFields.Key, MostKeyOctets) is { } octets
        && CanonicalParser.TryParse(octets, limits: null, out SexpNode? node, out _)
        && PublicKey.TryParse(node, out PublicKey? key, out _)
            ? key
            : null;

    private static IReadOnlyList<SpkiObject>? Shown(HttpRequest request)
    {
        if (!request.Headers.ContainsKey(ApiFields.Certificates))
        {
            return [];
        }

        return Octets(request, ApiFields.Certificates, ApiFields.MostCertificateOctets) is { } octets
            && ShownCertificates.TryRead(octets, out ImmutableArray<SpkiObject>? items, out _)
                ? items
                : null;
    }

    private static byte[]? Octets(HttpRequest request, string field, int most)
    {
        string text = request.Headers[field].ToString();
        Span<byte> octets = new byte[most];
        return text.Length is > 0 && text.Length <= (most / 3 * 4) + 4
            && Convert.TryFromBase64String(text, octets, out int written)
                ? octets[..written].ToArray()
                : null;
    }
}
