namespace HiperNet.HipStack.Wire;

/// <summary>The Notify Message Types. Those below 16384 are errors (RFC 7401 section 5.2.19).</summary>
public enum NotifyType : ushort
{
    /// <summary>UNSUPPORTED_CRITICAL_PARAMETER_TYPE; the data is the type, two octets.</summary>
    UnsupportedCriticalParameterType = 1,

    /// <summary>INVALID_SYNTAX: a form that no other type names; it carries no details.</summary>
    InvalidSyntax = 7,

    /// <summary>NO_DH_PROPOSAL_CHOSEN: no proposed group is acceptable.</summary>
    NoDhProposalChosen = 14,

    /// <summary>INVALID_DH_CHOSEN: the group was not offered.</summary>
    InvalidDhChosen = 15,

    /// <summary>NO_HIP_PROPOSAL_CHOSEN: no proposed HIT suite or cipher is acceptable.</summary>
    NoHipProposalChosen = 16,

    /// <summary>INVALID_HIP_CIPHER_CHOSEN: the cipher was not offered.</summary>
    InvalidHipCipherChosen = 17,

    /// <summary>NO_ESP_PROPOSAL_CHOSEN: no proposed ESP suite is acceptable (RFC 7402 section 5.1.3).</summary>
    NoEspProposalChosen = 18,

    /// <summary>INVALID_ESP_TRANSFORM_CHOSEN: the suite was not offered (RFC 7402 section 5.1.3).</summary>
    InvalidEspTransformChosen = 19,

    /// <summary>UNSUPPORTED_HIT_SUITE: answers an I1 or R1.</summary>
    UnsupportedHitSuite = 20,

    /// <summary>AUTHENTICATION_FAILED: a signature is wrong.</summary>
    AuthenticationFailed = 24,

    /// <summary>CHECKSUM_FAILED: the checksum is wrong.</summary>
    ChecksumFailed = 26,

    /// <summary>HIP_MAC_FAILED: the MAC is wrong.</summary>
    HipMacFailed = 28,

    /// <summary>ENCRYPTION_FAILED: ENCRYPTED could not be decrypted.</summary>
    EncryptionFailed = 32,

    /// <summary>INVALID_HIT: the HIT is not that of the Host Identity.</summary>
    InvalidHit = 40,

    /// <summary>BLOCKED_BY_POLICY: no association, by policy.</summary>
    BlockedByPolicy = 42,

    /// <summary>RESPONDER_BUSY_PLEASE_RETRY: no association now, for load.</summary>
    ResponderBusyPleaseRetry = 44,

    /// <summary>LOCATOR_TYPE_UNSUPPORTED; the data is the locators (RFC 8046 section 5.3).</summary>
    LocatorTypeUnsupported = 46,

    /// <summary>CREDENTIALS_REQUIRED: certificates are missing (RFC 8002 section 5).</summary>
    CredentialsRequired = 48,

    /// <summary>INVALID_CERTIFICATE; the data may be group and ID (RFC 8002 section 5).</summary>
    InvalidCertificate = 50,

    /// <summary>REG_REQUIRED: no association without registration (RFC 8003 section 3.2).</summary>
    RegRequired = 51,

    /// <summary>NO_VALID_NAT_TRAVERSAL_MODE_PARAMETER (RFC 9028 section 5.10).</summary>
    NoValidNatTraversalModeParameter = 60,

    /// <summary>CONNECTIVITY_CHECKS_FAILED: no working path (RFC 9028 section 5.10).</summary>
    ConnectivityChecksFailed = 61,

    /// <summary>MESSAGE_NOT_RELAYED; the data is the header of the packet (RFC 9028 section 5.10).</summary>
    MessageNotRelayed = 62,

    /// <summary>SERVER_REFLEXIVE_CANDIDATE_ALLOCATION_FAILED (RFC 9028 section 5.10).</summary>
    ServerReflexiveCandidateAllocationFailed = 63,

    /// <summary>RVS_HMAC_PROHIBITED_WITH_RELAY (RFC 9028 section 5.10).</summary>
    RvsHmacProhibitedWithRelay = 64,

    /// <summary>OVERLAY_TTL_EXCEEDED (RFC 6079 section 6.2).</summary>
    OverlayTtlExceeded = 70,

    /// <summary>I2_ACKNOWLEDGEMENT: the I2 waits to be processed; a status.</summary>
    I2Acknowledgement = 16384,

    /// <summary>NAT_KEEPALIVE: keeps a NAT's mapping; a status (RFC 9028 section 5.3).</summary>
    NatKeepalive = 16385,
}
