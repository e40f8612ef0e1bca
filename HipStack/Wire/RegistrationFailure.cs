namespace HiperNet.HipStack.Wire;

/// <summary>Why a registration failed (RFC 8003 sections 3.3 and 4.5, RFC 9028 section 7.8).</summary>
public enum RegistrationFailure : byte
{
    /// <summary>More credentials are required.</summary>
    CredentialsRequired = 0,

    /// <summary>The service is not there.</summary>
    Unavailable = 1,

    /// <summary>There are no resources; it must not be tried again at once.</summary>
    InsufficientResources = 2,

    /// <summary>The certificate is not valid; it must not be tried again with the same.</summary>
    InvalidCertificate = 3,

    /// <summary>The certificate is corrupt, or its signature is wrong.</summary>
    BadCertificate = 4,

    /// <summary>The certificate is of a kind that is not supported.</summary>
    UnsupportedCertificate = 5,

    /// <summary>The certificate is no longer valid.</summary>
    CertificateExpired = 6,

    /// <summary>The certificate could not be validated for another reason.</summary>
    CertificateOther = 7,

    /// <summary>Whoever issued the certificate is not known or not trusted.</summary>
    UnknownAuthority = 8,

    /// <summary>Rendezvous and control relay cannot be used at the same time.</summary>
    RendezvousWithRelay = 9,
}
