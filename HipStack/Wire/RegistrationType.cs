namespace HiperNet.HipStack.Wire;

/// <summary>The services that a host registers for.</summary>
public enum RegistrationType : byte
{
    /// <summary>No service.</summary>
    None = 0,

    /// <summary>RENDEZVOUS (RFC 8004 section 4.1).</summary>
    Rendezvous = 1,

    /// <summary>RELAY_UDP_HIP: a control relay (RFC 9028 section 5.9).</summary>
    RelayUdpHip = 2,

    /// <summary>RELAY_UDP_ESP: a data relay (RFC 9028 section 5.9).</summary>
    RelayUdpEsp = 3,

    /// <summary>CANDIDATE_DISCOVERY: tells the address it sees (RFC 9028 section 4.2).</summary>
    CandidateDiscovery = 4,
}
