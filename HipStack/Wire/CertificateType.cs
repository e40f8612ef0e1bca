namespace HiperNet.HipStack.Wire;

/// <summary>The certificate types (RFC 8002 section 2). The even ones stand in RFC 6253 section 2 only.</summary>
public enum CertificateType : byte
{
    /// <summary>Reserved.</summary>
    None = 0,

    /// <summary>An X.509 v3 certificate in DER.</summary>
    X509 = 1,

    /// <summary>An SPKI certificate.</summary>
    Spki = 2,

    /// <summary>Hash and URL of an X.509 v3 certificate.</summary>
    X509HashAndUrl = 3,

    /// <summary>Hash and URL of an SPKI certificate.</summary>
    SpkiHashAndUrl = 4,

    /// <summary>LDAP URL of an X.509 v3 certificate.</summary>
    X509LdapUrl = 5,

    /// <summary>LDAP URL of an SPKI certificate.</summary>
    SpkiLdapUrl = 6,

    /// <summary>Distinguished name of an X.509 v3 certificate.</summary>
    X509DistinguishedName = 7,

    /// <summary>Distinguished name of an SPKI certificate.</summary>
    SpkiDistinguishedName = 8,
}
