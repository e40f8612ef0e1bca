namespace HiperNet.Registrar.Client.Contracts;

/// <summary>What has become of a second user's wish.</summary>
/// <param name="Vpxi">The infrastructure.</param>
/// <param name="With">The principal of the second user, in hexadecimal.</param>
/// <param name="State">asked, refused or granted.</param>
/// <param name="Detail">Why it was refused, in words.</param>
/// <param name="Certificates">To the owner, each with the second user as the one to whom it may be passed on.</param>
public sealed record ShareView(
    string Vpxi,
    string With,
    string State,
    string? Detail,
    IReadOnlyList<CertificateView> Certificates);
