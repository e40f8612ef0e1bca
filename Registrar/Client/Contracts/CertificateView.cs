namespace HiperNet.Registrar.Client.Contracts;

/// <summary>A certificate that the registrar has issued, or keeps for somebody.</summary>
/// <param name="Id">The SHA-256 of the certificate object, in hexadecimal.</param>
/// <param name="Issuer">The principal of who grants, in hexadecimal.</param>
/// <param name="Subject">The principal of who is granted, in hexadecimal.</param>
/// <param name="Tag">What is granted, as an advanced S-expression, for people.</param>
/// <param name="Sequence">Keys, certificate and signature as one canonical sequence.</param>
/// <param name="NotAfter">Its last second, in seconds since 1970-01-01T00:00:00Z; null for none.</param>
/// <param name="Cursor">Where it stands in the order in which they were issued.</param>
public sealed record CertificateView(
    string Id,
    string Issuer,
    string Subject,
    string Tag,
    ReadOnlyMemory<byte> Sequence,
    long? NotAfter,
    long Cursor);
