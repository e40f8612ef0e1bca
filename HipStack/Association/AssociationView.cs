using System.Net;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Identity;
using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Association;

/// <summary>A picture of one association, for a person. It holds no secret. Times are of the engine's clock.</summary>
public sealed record AssociationView
{
    /// <summary>The two HITs.</summary>
    public required AssociationKey Key { get; init; }

    /// <summary>The state of RFC 7401 section 4.4.2.</summary>
    public required AssociationState State { get; init; }

    /// <summary>Since when.</summary>
    public required TimeSpan StateSince { get; init; }

    /// <summary>Who began.</summary>
    public required AssociationRole Role { get; init; }

    /// <summary>Whether data may pass.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>Which way; null before one is known.</summary>
    public required Path? Path { get; init; }

    /// <summary>Whether the peer has shown that it is there.</summary>
    public required bool IsPathVerified { get; init; }

    /// <summary>The peer's addresses.</summary>
    public required IReadOnlyList<(IPEndPoint EndPoint, PeerAddressState State, bool IsPreferred)> PeerAddresses
    {
        get;
        init;
    }

    /// <summary>The peer's key; null before it has proven it.</summary>
    public required HostIdentity? Peer { get; init; }

    /// <summary>The Diffie-Hellman group; null before there are keys.</summary>
    public required DhGroup? Group { get; init; }

    /// <summary>The HIP cipher; null before there are keys.</summary>
    public required HipCipherId? Cipher { get; init; }

    /// <summary>The ESP suite; null before there are keys.</summary>
    public required EspSuiteId? Suite { get; init; }

    /// <summary>The SPI that we receive with; 0 if there is none.</summary>
    public required uint InboundSpi { get; init; }

    /// <summary>The SPI that we send with; 0 if there is none.</summary>
    public required uint OutboundSpi { get; init; }

    /// <summary>When the base exchange ended.</summary>
    public required TimeSpan EstablishedAt { get; init; }

    /// <summary>When the keys were last changed.</summary>
    public required TimeSpan RekeyedAt { get; init; }

    /// <summary>When they are due to change; null if they are not.</summary>
    public required TimeSpan? RekeyAt { get; init; }

    /// <summary>How often they changed.</summary>
    public required int RekeyCount { get; init; }

    /// <summary>Why the peer may, and until when; null before the verdict.</summary>
    public required Verdict? Verdict { get; init; }

    /// <summary>The certificates that the peer showed.</summary>
    public required IReadOnlyList<ReadOnlyMemory<byte>> PeerChain { get; init; }

    /// <summary>When data last came, as far as the data path has said.</summary>
    public required TimeSpan LastInbound { get; init; }

    /// <summary>When data was last sent, as far as the data path has said.</summary>
    public required TimeSpan LastOutbound { get; init; }

    /// <summary>The round-trip time of HIP packets; null before it was measured.</summary>
    public required TimeSpan? RoundTrip { get; init; }

    /// <summary>Retransmissions.</summary>
    public required long Retransmissions { get; init; }

    /// <summary>Why it ended; None if it has not.</summary>
    public required EndReason EndReason { get; init; }

    /// <summary>More about it.</summary>
    public required string Detail { get; init; }

    /// <summary>The last NOTIFY of the peer; null if there was none.</summary>
    public required NotifyType? LastNotify { get; init; }

    /// <summary>The readable part of it.</summary>
    public required string LastNotifyDetail { get; init; }

    /// <summary>Why the last packet of the peer that was dropped was dropped.</summary>
    public required ControlDrop LastDrop { get; init; }

    /// <summary>The registrations, ours and the peer's.</summary>
    public IReadOnlyList<RegistrationView> Registrations { get; init; } = [];

    /// <summary>Where the peer, as our relay, sees us; null if it did not say.</summary>
    public IPEndPoint? Reflexive { get; init; }

    /// <summary>The address of the peer that stands for us as our data relay; null if there is none.</summary>
    public IPEndPoint? Relayed { get; init; }

    /// <summary>The rendezvous servers that our I1 passed, as the R1 says; nobody vouches for it.</summary>
    public IReadOnlyList<IPAddress> Via { get; init; } = [];

    internal static AssociationView Of(HipAssociation association) => new()
    {
        Key = association.Key,
        State = association.State,
        StateSince = association.StateSince,
        Role = association.Role,
        IsOpen = association.IsOpen,
        Path = association.Path,
        IsPathVerified = association.IsPathVerified,
        PeerAddresses =
        [
            .. association.PeerAddresses.Select(address => (address.EndPoint, address.State, address.IsPreferred)),
        ],
        Peer = association.Peer?.Identity,
        Group = association.Secrets?.Group,
        Cipher = association.Secrets?.Cipher,
        Suite = association.Secrets?.Suite,
        InboundSpi = association.InboundSpi,
        OutboundSpi = association.OutboundSpi,
        EstablishedAt = association.EstablishedAt,
        RekeyedAt = association.RekeyedAt,
        RekeyAt = association.Deadlines.IsRunning(AssociationTimer.Rekey)
            ? association.Deadlines[AssociationTimer.Rekey]
            : null,
        RekeyCount = association.RekeyCount,
        Verdict = association.Verdict,
        PeerChain = association.PeerChain.Certificates,
        LastInbound = association.LastInbound,
        LastOutbound = association.LastOutbound,
        RoundTrip = association.RoundTrip.Estimate,
        Retransmissions = association.Retransmissions,
        EndReason = association.EndReason,
        Detail = association.Detail,
        LastNotify = association.LastNotify,
        LastNotifyDetail = association.LastNotifyDetail,
        LastDrop = association.LastDrop,
        Registrations =
        [
            .. association.Registrations.Held.Select(held => new RegistrationView(
                held.Key, IsOurs: true, held.Value.Until, held.Value.Failure)),
            .. association.Registrations.Granted.Select(granted => new RegistrationView(
                granted.Key, IsOurs: false, granted.Value, Failure: null)),
        ],
        Via = association.Via,
        Reflexive = association.Registrations.Reflexive,
        Relayed = association.Registrations.RelayedThere,
    };
}
