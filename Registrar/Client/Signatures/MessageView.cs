using System.Globalization;

namespace HiperNet.Registrar.Client.Signatures;

/// <summary>
/// What of a request or response can be signed. Texts are those of the wire: a path that was unescaped would not be
/// the path that was signed.
/// </summary>
public sealed class MessageView
{
    private readonly Func<string, IReadOnlyList<string>> fields;

    private MessageView(Func<string, IReadOnlyList<string>> fields) => this.fields = fields;

    /// <summary>The method of a request; null for a response.</summary>
    public string? Method { get; private init; }

    /// <summary>The scheme of a request, in lower case.</summary>
    public string? Scheme { get; private init; }

    /// <summary>
    /// The authority of a request in lower case, without the scheme's own port (RFC 9421 section 2.2.3).
    /// </summary>
    public string? Authority { get; private init; }

    /// <summary>The path of a request; at least a slash.</summary>
    public string? Path { get; private init; }

    /// <summary>The query of a request with its question mark; empty if there is none.</summary>
    public string? Query { get; private init; }

    /// <summary>The status of a response; null for a request.</summary>
    public int? Status { get; private init; }

    /// <summary>Whether there is content. The caller says so, because only he reads it.</summary>
    public bool HasContent { get; private init; }

    /// <summary>A request.</summary>
    /// <param name="method">As it is sent; methods have a case.</param>
    /// <param name="scheme">http or https.</param>
    /// <param name="authority">The host, with its port if there is one.</param>
    /// <param name="pathAndQuery">The path, and the query with its question mark if there is one.</param>
    /// <param name="hasContent">Whether there is content.</param>
    /// <param name="fields">The lines of a field, by its name in lower case, in order; none if it is not there.</param>
    public static MessageView Request(
        string method,
        string scheme,
        string authority,
        string pathAndQuery,
        bool hasContent,
        Func<string, IReadOnlyList<string>> fields)
    {
        int mark = pathAndQuery.IndexOf('?', StringComparison.Ordinal);
        string path = mark < 0 ? pathAndQuery : pathAndQuery[..mark];
        string lower = scheme.ToLowerInvariant();
        return new MessageView(fields)
        {
            Method = method,
            Scheme = lower,
            Authority = WithoutOwnPort(authority.ToLowerInvariant(), lower),
            Path = path.Length == 0 ? "/" : path,
            Query = mark < 0 ? "" : pathAndQuery[mark..],
            HasContent = hasContent,
        };
    }

    /// <summary>A request that is about to be sent.</summary>
    /// <exception cref="ArgumentException">It has no whole address.</exception>
    public static MessageView Of(HttpRequestMessage request)
    {
        Uri address = request.RequestUri is { IsAbsoluteUri: true } whole
            ? whole
            : throw new ArgumentException("A request is signed with its whole address.", nameof(request));
        string host = address.HostNameType == UriHostNameType.IPv6 ? $"[{address.IdnHost}]" : address.IdnHost;
        return Request(
            request.Method.Method,
            address.Scheme,
            request.Headers.Host ?? $"{host}:{address.Port}",
            address.PathAndQuery,
            request.Content is not null,
            name => Lines(request, name));
    }

    /// <summary>A response.</summary>
    /// <param name="status">Its status, 100 to 599.</param>
    /// <param name="hasContent">Whether there is content.</param>
    /// <param name="fields">The lines of a field, as for a request.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status is none.</exception>
    public static MessageView Response(int status, bool hasContent, Func<string, IReadOnlyList<string>> fields)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 100);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        return new MessageView(fields) { Status = status, HasContent = hasContent };
    }

    /// <summary>
    /// The value of a field with all its lines (RFC 9421 section 2.1); null if it is not there, too long, or holds
    /// something else than printable ASCII and blanks.
    /// </summary>
    internal string? Field(string name)
    {
        IReadOnlyList<string> lines = fields(name);
        if (lines.Count == 0 || lines.Sum(line => (long)line.Length + 2) > SignatureLimits.FieldCharacters)
        {
            return null;
        }

        string value = string.Join(", ", lines.Select(line => line.Trim(' ', '\t')));
        return value.All(one => one is (>= ' ' and <= '~') or '\t') ? value : null;
    }

    /// <summary>Whether a field is there, readable or not.</summary>
    internal bool Has(string name) => fields(name).Count > 0;

    /// <summary>
    /// The value of a derived component (section 2.2); null if this message has none, or none that is known.
    /// </summary>
    internal string? Derived(string name) => name switch
    {
        "@method" => Method,
        "@target-uri" when Scheme is not null => $"{Scheme}://{Authority}{Path}{Query}",
        "@scheme" => Scheme,
        "@authority" => Authority,
        "@request-target" when Path is not null => Path + Query,
        "@path" => Path,
        "@query" when Query is not null => Query.Length == 0 ? "?" : Query,
        "@status" => Status?.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string WithoutOwnPort(string authority, string scheme)
    {
        string port = scheme == "https" ? ":443" : ":80";
        return authority.EndsWith(port, StringComparison.Ordinal) ? authority[..^port.Length] : authority;
    }

    private static string[] Lines(HttpRequestMessage request, string name) =>
        request.Headers.NonValidated.TryGetValues(name, out System.Net.Http.Headers.HeaderStringValues values)
        || (request.Content?.Headers.NonValidated.TryGetValues(name, out values) ?? false)
            ? [.. values]
            : [];
}
