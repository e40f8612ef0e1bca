namespace HiperNet.Registrar.Client.Calls;

/// <summary>What requests of the API carry besides their content: spec/registrar-api.md, section 4.</summary>
public static class ApiFields
{
    /// <summary>The tag of signatures over requests.</summary>
    public const string Tag = "hipernet";

    /// <summary>The field with the signer's public key, canonical, in base 64.</summary>
    public const string Key = "hipernet-key";

    /// <summary>
    /// The field with the principal of the registrar that is asked, in hexadecimal: another one must not be able to
    /// pass the request on.
    /// </summary>
    public const string Registrar = "hipernet-registrar";

    /// <summary>The field with certificates that give the signer rights: a canonical sequence, in base 64.</summary>
    public const string Certificates = "hipernet-certificates";

    /// <summary>The field that makes a request one request, however often it is sent.</summary>
    public const string IdempotencyKey = "idempotency-key";

    /// <summary>The media type of documents.</summary>
    public const string Json = "application/json";

    /// <summary>The media type of errors (RFC 9457).</summary>
    public const string Problem = "application/problem+json";

    /// <summary>The most octets of a request's content.</summary>
    public const int MostRequestOctets = 4 << 20;

    /// <summary>The most octets of an answer's content.</summary>
    public const int MostAnswerOctets = 64 << 20;

    /// <summary>The most octets of certificates in a field, before base 64.</summary>
    public const int MostCertificateOctets = 12 << 10;

    /// <summary>
    /// The components that a signature must cover in any case, and what else it must cover if it is there.
    /// </summary>
    public static IReadOnlyList<string> Covered { get; } = ["@method", "@target-uri", Key, Registrar];

    /// <summary>The fields that a signature must cover if they are there.</summary>
    public static IReadOnlyList<string> CoveredIfThere { get; } = [Certificates, IdempotencyKey];
}
