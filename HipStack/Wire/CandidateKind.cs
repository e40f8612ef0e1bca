namespace HiperNet.HipStack.Wire;

/// <summary>Where an address candidate comes from (RFC 9028 section 5.7).</summary>
public enum CandidateKind : byte
{
    /// <summary>An address of the host.</summary>
    Host = 0,

    /// <summary>What a server saw.</summary>
    ServerReflexive = 1,

    /// <summary>What a peer saw.</summary>
    PeerReflexive = 2,

    /// <summary>An address of a relay.</summary>
    Relayed = 3,
}
