namespace HiperNet.Registrar.Certificates;

/// <summary>What one subject has been granted about one thing. It is replaced as a whole.</summary>
/// <param name="Subject">The principal of the subject, in hexadecimal.</param>
/// <param name="About">What it is about: account, vpxi-ID, share-ID, or a word of whoever published it.</param>
/// <param name="Certificates">The certificates.</param>
public sealed record Bundle(string Subject, string About, IReadOnlyList<StoredCertificate> Certificates);
