using System.Net;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Association;

/// <summary>
/// One pair of HITs: the state of RFC 7401 section 4.4, and what belongs to it. It does nothing itself.
/// </summary>
internal sealed class HipAssociation
{
    public HipAssociation(AssociationKey key, HostKey localKey, EngineOptions options)
    {
        Key = key;
        LocalKey = localKey;
        Updates = new UpdateExchange(options.FirstUpdateId);
        PeerChain = new IncomingChain(options.MaxCertificates, options.MaxChainOctets);
    }

    public AssociationKey Key { get; }

    public HostKey LocalKey { get; }

    /// <summary>Tells associations apart that are due at the same time.</summary>
    public required long Serial { get; init; }

    public AssociationState State { get; set; } = AssociationState.Unassociated;

    public TimeSpan StateSince { get; set; }

    public AssociationRole Role { get; set; }

    public Deadlines Deadlines { get; } = new();

    /// <summary>Where the schedule has it.</summary>
    public TimeSpan ScheduledAt { get; set; } = TimeSpan.MaxValue;

    /// <summary>The way that packets go; null before the first.</summary>
    public Path? Path { get; set; }

    public List<PeerAddress> PeerAddresses { get; } = [];

    /// <summary>The peer's key, once it has proven it.</summary>
    public HostVerifier? Peer { get; set; }

    public Secrets? Secrets { get; set; }

    public uint InboundSpi { get; set; }

    public uint OutboundSpi { get; set; }

    /// <summary>The inbound SPI before the last rekeying, while it is still accepted; else 0.</summary>
    public uint OldInboundSpi { get; set; }

    /// <summary>Keys that wait for the verdict; null once they are installed.</summary>
    public HeldSas? Held { get; set; }

    /// <summary>Whether the security associations are installed: the peer is authorised.</summary>
    public bool IsOpen { get; set; }

    /// <summary>
    /// Whether the data path takes the peer's data although nothing of ours may go yet: the peer is granted, and has
    /// to tell us still that it grants us.
    /// </summary>
    public bool IsListening { get; set; }

    /// <summary>Our own base exchange, while it goes on.</summary>
    public InitiatorAttempt? Attempt { get; set; }

    /// <summary>The peer's base exchange, while its verdict is awaited.</summary>
    public ResponderAttempt? Candidate { get; set; }

    /// <summary>The question for a verdict that is open; 0 if none is.</summary>
    public long Ticket { get; set; }

    /// <summary>The puzzle that is being solved for our own exchange; 0 if none is.</summary>
    public long PuzzleTicket { get; set; }

    public Verdict? Verdict { get; set; }

    public IncomingChain PeerChain { get; set; }

    /// <summary>Whether the peer said that more certificates follow.</summary>
    public bool PeerChainFollows { get; set; }

    public OutgoingChain? OwnChain { get; set; }

    /// <summary>The peer's Update ID that is acknowledged with the verdict; null if none is.</summary>
    public uint? HeldAcknowledgement { get; set; }

    /// <summary>Whether the peer has shown that it is where we send.</summary>
    public bool IsPathVerified { get; set; } = true;

    /// <summary>Whether our addresses changed when the peer could not be told.</summary>
    public bool MustAnnounce { get; set; }

    /// <summary>The Update ID of the peer's newest LOCATOR_SET; null before the first.</summary>
    public uint? NewestLocators { get; set; }

    /// <summary>Whether the peer does not answer where we send.</summary>
    public bool IsSilent { get; set; }

    /// <summary>When the peer last gave any authenticated sign.</summary>
    public TimeSpan LastSign { get; set; }

    public byte NextChainGroup { get; set; } = 1;

    public UpdateExchange Updates { get; set; }

    public Registrations Registrations { get; set; } = new();

    public Rekeying? Rekeying { get; set; }

    public int RekeyCount { get; set; }

    /// <summary>The echo request of the CLOSE that we sent.</summary>
    public byte[]? CloseEcho { get; set; }

    public byte[]? ClosePacket { get; set; }

    public Backoff? CloseBackoff { get; set; }

    public TimeSpan CloseUntil { get; set; }

    /// <summary>The R2 that we sent, for an I2 that comes again.</summary>
    public byte[]? LastR2 { get; set; }

    public byte[]? LastI2Digest { get; set; }

    /// <summary>The R2 that we accepted, as a digest; null while none was.</summary>
    public bool R2Accepted { get; set; }

    public ulong PeerR1Counter { get; set; }

    public bool PeerMarksFamilies { get; set; }

    public EndReason EndReason { get; set; }

    public string Detail { get; set; } = string.Empty;

    public NotifyType? LastNotify { get; set; }

    public string LastNotifyDetail { get; set; } = string.Empty;

    public ControlDrop LastDrop { get; set; }

    public RoundTrip RoundTrip { get; } = new();

    public TimeSpan EstablishedAt { get; set; }

    public TimeSpan RekeyedAt { get; set; }

    /// <summary>When data last came, as far as the data path has said.</summary>
    public TimeSpan LastInbound { get; set; }

    public TimeSpan LastOutbound { get; set; }

    public long Retransmissions { get; set; }

    /// <summary>The rendezvous servers that our I1 passed, as the R1 says; nobody vouches for it.</summary>
    public IReadOnlyList<IPAddress> Via { get; set; } = [];

    /// <summary>Whether a direct way to the peer was asked for, beside that of a relay.</summary>
    public bool IsDirectWayAsked { get; set; }

    /// <summary>Whether the peer is our relay, and is there.</summary>
    public bool IsRelayAt(IPEndPoint endPoint) =>
        Path is { Encapsulation: Encapsulation.Udp } path
        && path.Remote.Equals(endPoint)
        && (Registrations.Holds(RegistrationType.RelayUdpHip) || Registrations.Holds(RegistrationType.RelayUdpEsp));

    /// <summary>Whether our HIT is the greater (RFC 7401 section 6.5).</summary>
    public bool IsGreater => Key.Local.CompareTo(Key.Peer) > 0;
}
