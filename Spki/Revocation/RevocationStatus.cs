namespace HiperNet.Spki.Revocation;

/// <summary>What the known lists and revalidations say of a certificate at an instant.</summary>
public enum RevocationStatus
{
    /// <summary>Every online test passes, and nobody who may has canceled it.</summary>
    Good,

    /// <summary>It is canceled.</summary>
    Canceled,

    /// <summary>An online test has no current answer. The certificate does not count without one.</summary>
    NoAnswer,
}
