using System.Net;
using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Association;

/// <summary>The registrations of one association, in both directions. It does nothing itself.</summary>
internal sealed class Registrations
{
    /// <summary>What the peer offers; null if it never said.</summary>
    public OfferedServices? Offered { get; set; }

    /// <summary>What we have from the peer.</summary>
    public Dictionary<RegistrationType, HeldRegistration> Held { get; } = [];

    /// <summary>Whether the peer is to be told that our services have changed.</summary>
    public bool IsOfferDue { get; set; }

    /// <summary>What the peer has from us, and until when.</summary>
    public Dictionary<RegistrationType, TimeSpan> Granted { get; } = [];

    /// <summary>What the peer asks for, while nobody has decided.</summary>
    public PendingRegistration? Pending { get; set; }

    /// <summary>Rendezvous or control relay: the first excludes the other (RFC 9028 section 7.8).</summary>
    public RegistrationType Exclusive { get; set; }

    /// <summary>Where the peer sees us (REG_FROM); null if it never said.</summary>
    public IPEndPoint? Reflexive { get; set; }

    /// <summary>Our address that stands for the peer, as its data relay; null if there is none.</summary>
    public IPEndPoint? RelayedHere { get; set; }

    /// <summary>The peer's address that stands for us; null if there is none.</summary>
    public IPEndPoint? RelayedThere { get; set; }

    /// <summary>What we let through as the peer's data relay.</summary>
    public List<RelayPermission> Permissions { get; } = [];

    /// <summary>What the peer lets through as our data relay; due when it is to be asked for again.</summary>
    public List<RelayPermission> Requested { get; } = [];

    /// <summary>Whether our data relay was told that we moved, and so lets nothing through.</summary>
    public bool ArePermissionsLost { get; set; }

    /// <summary>Which of our addresses a peer of the client last used, the latest last.</summary>
    public List<(IPEndPoint Peer, IPEndPoint Local)> Returns { get; } = [];

    /// <summary>Packets relayed to the client in the second that began then.</summary>
    public int RelayedCount { get; set; }

    public TimeSpan RelayedSince { get; set; }

    /// <summary>Whether anything would be lost with the association.</summary>
    public bool AreAlive => Granted.Count > 0 || Held.Values.Any(held => held.Until is not null);

    /// <summary>When there is something to do next.</summary>
    public TimeSpan NextDeadline()
    {
        TimeSpan next = Pending?.Until ?? TimeSpan.MaxValue;
        foreach (HeldRegistration held in Held.Values)
        {
            next = Min(next, Min(held.AskAt, held.Until ?? TimeSpan.MaxValue));
        }

        foreach (TimeSpan until in Granted.Values)
        {
            next = Min(next, until);
        }

        foreach (RelayPermission permission in Permissions.Concat(Requested))
        {
            next = Min(next, permission.Due);
        }

        return next;
    }

    public bool Holds(RegistrationType type) =>
        Held.TryGetValue(type, out HeldRegistration? held) && held.Until is not null;

    public bool Grants(RegistrationType type, TimeSpan now) =>
        Granted.TryGetValue(type, out TimeSpan until) && now < until;

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
