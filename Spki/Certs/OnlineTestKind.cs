namespace HiperNet.Spki.Certs;

/// <summary>The kinds of <see cref="OnlineTest"/>.</summary>
public enum OnlineTestKind
{
    /// <summary>A current revocation list must not cancel the certificate (RFC 2693 section 5.2).</summary>
    Crl,

    /// <summary>A current revalidation must name the certificate (RFC 2693 section 5.3).</summary>
    Reval,

    /// <summary>A revalidation for a nonce of the verifier's must name it (RFC 2693 section 5.5).</summary>
    OneTime,
}
