namespace HiperNet.Registrar.Certificates;

/// <summary>A certificate as it is kept.</summary>
/// <param name="Id">The SHA-256 of the certificate object, in hexadecimal.</param>
/// <param name="Issuer">The principal of who grants, in hexadecimal.</param>
/// <param name="Tag">What is granted, as an advanced S-expression.</param>
/// <param name="NotBefore">Its first second, since 1970; null for none.</param>
/// <param name="NotAfter">Its last second, since 1970; null for none.</param>
/// <param name="Sequence">Keys, certificate and signature as one canonical sequence.</param>
public sealed record StoredCertificate(
    string Id, string Issuer, string Tag, long? NotBefore, long? NotAfter, ReadOnlyMemory<byte> Sequence)
{
    /// <summary>Whether two thirds of its time have passed, so that the next one is due.</summary>
    public bool IsDue(long now) =>
        NotBefore is { } first && NotAfter is { } last && now - first >= (last - first) / 3 * 2;

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded(long now) => NotAfter < now;
}
