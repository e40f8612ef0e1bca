namespace HiperNet.HipStack.Wire;

/// <summary>The parameter types (RFC 7401 section 5.2 and its extensions). Odd types are critical.</summary>
public enum ParameterType : ushort
{
    /// <summary>ESP_INFO (RFC 7402 section 5.1.1).</summary>
    EspInfo = 65,

    /// <summary>R1_COUNTER (RFC 7401 section 5.2.3).</summary>
    R1Counter = 129,

    /// <summary>LOCATOR_SET (RFC 8046 section 4).</summary>
    LocatorSet = 193,

    /// <summary>PUZZLE (RFC 7401 section 5.2.4).</summary>
    Puzzle = 257,

    /// <summary>SOLUTION (RFC 7401 section 5.2.5).</summary>
    Solution = 321,

    /// <summary>SEQ (RFC 7401 section 5.2.16).</summary>
    Seq = 385,

    /// <summary>ACK (RFC 7401 section 5.2.17).</summary>
    Ack = 449,

    /// <summary>DH_GROUP_LIST (RFC 7401 section 5.2.6).</summary>
    DhGroupList = 511,

    /// <summary>DIFFIE_HELLMAN (RFC 7401 section 5.2.7).</summary>
    DiffieHellman = 513,

    /// <summary>HIP_CIPHER (RFC 7401 section 5.2.8).</summary>
    HipCipher = 579,

    /// <summary>NAT_TRAVERSAL_MODE (RFC 9028 section 5.4).</summary>
    NatTraversalMode = 608,

    /// <summary>TRANSACTION_PACING (RFC 9028 section 5.5).</summary>
    TransactionPacing = 610,

    /// <summary>ENCRYPTED (RFC 7401 section 5.2.18).</summary>
    Encrypted = 641,

    /// <summary>HOST_ID (RFC 7401 section 5.2.9).</summary>
    HostId = 705,

    /// <summary>HIT_SUITE_LIST (RFC 7401 section 5.2.10).</summary>
    HitSuiteList = 715,

    /// <summary>CERT (RFC 8002 section 2).</summary>
    Cert = 768,

    /// <summary>NOTIFICATION (RFC 7401 section 5.2.19).</summary>
    Notification = 832,

    /// <summary>ECHO_REQUEST_SIGNED (RFC 7401 section 5.2.20).</summary>
    EchoRequestSigned = 897,

    /// <summary>REG_INFO (RFC 8003 section 4.2).</summary>
    RegInfo = 930,

    /// <summary>REG_REQUEST (RFC 8003 section 4.3).</summary>
    RegRequest = 932,

    /// <summary>REG_RESPONSE (RFC 8003 section 4.4).</summary>
    RegResponse = 934,

    /// <summary>REG_FAILED (RFC 8003 section 4.5).</summary>
    RegFailed = 936,

    /// <summary>REG_FROM (RFC 9028 section 5.6).</summary>
    RegFrom = 950,

    /// <summary>ECHO_RESPONSE_SIGNED (RFC 7401 section 5.2.22).</summary>
    EchoResponseSigned = 961,

    /// <summary>TRANSPORT_FORMAT_LIST (RFC 7401 section 5.2.11).</summary>
    TransportFormatList = 2049,

    /// <summary>ESP_TRANSFORM (RFC 7402 section 5.1.2).</summary>
    EspTransform = 4095,

    /// <summary>SEQ_DATA (RFC 6078 section 4.1): named, not understood.</summary>
    SeqData = 4481,

    /// <summary>ACK_DATA (RFC 6078 section 4.2): named, not understood.</summary>
    AckData = 4545,

    /// <summary>PAYLOAD_MIC (RFC 6078 section 4.3): named, not understood.</summary>
    PayloadMic = 4577,

    /// <summary>TRANSACTION_ID (RFC 6078 section 4.4): named, not understood.</summary>
    TransactionId = 4580,

    /// <summary>OVERLAY_ID (RFC 6079 section 6.1): named, not understood.</summary>
    OverlayId = 4592,

    /// <summary>RELAYED_ADDRESS (RFC 9028 section 5.12).</summary>
    RelayedAddress = 4650,

    /// <summary>MAPPED_ADDRESS (RFC 9028 section 5.12).</summary>
    MappedAddress = 4660,

    /// <summary>PEER_PERMISSION (RFC 9028 section 5.13).</summary>
    PeerPermission = 4680,

    /// <summary>CANDIDATE_PRIORITY (RFC 9028 section 5.14).</summary>
    CandidatePriority = 4700,

    /// <summary>NOMINATE (RFC 9028 section 5.15).</summary>
    Nominate = 4710,

    /// <summary>Private: how inner packets of the families are marked (spec/hip.md).</summary>
    InnerFamilies = 32770,

    /// <summary>HIP_MAC (RFC 7401 section 5.2.12).</summary>
    HipMac = 61505,

    /// <summary>HIP_MAC_2 (RFC 7401 section 5.2.13).</summary>
    HipMac2 = 61569,

    /// <summary>HIP_SIGNATURE_2 (RFC 7401 section 5.2.15).</summary>
    HipSignature2 = 61633,

    /// <summary>HIP_SIGNATURE (RFC 7401 section 5.2.14).</summary>
    HipSignature = 61697,

    /// <summary>ECHO_RESPONSE_UNSIGNED (RFC 7401 section 5.2.23).</summary>
    EchoResponseUnsigned = 63425,

    /// <summary>ECHO_REQUEST_UNSIGNED (RFC 7401 section 5.2.21).</summary>
    EchoRequestUnsigned = 63661,

    /// <summary>RELAY_FROM (RFC 9028 section 5.6).</summary>
    RelayFrom = 63998,

    /// <summary>RELAY_TO (RFC 9028 section 5.6).</summary>
    RelayTo = 64002,

    /// <summary>OVERLAY_TTL (RFC 6079 section 6.2): named, not understood.</summary>
    OverlayTtl = 64011,

    /// <summary>FROM (RFC 8004 section 4.2.2).</summary>
    From = 65498,

    /// <summary>RVS_HMAC (RFC 8004 section 4.2.1).</summary>
    RvsHmac = 65500,

    /// <summary>VIA_RVS (RFC 8004 section 4.2.3).</summary>
    ViaRvs = 65502,

    /// <summary>RELAY_HMAC (RFC 9028 section 5.8).</summary>
    RelayHmac = 65520,
}
