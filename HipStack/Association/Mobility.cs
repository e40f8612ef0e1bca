using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using HiperNet.HipStack.Identity;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Association;

/// <summary>
/// Addresses that come and go on either side (RFC 8046, RFC 8047): ours are told to the peer, the peer's are
/// verified before data goes there, and a way that falls silent is left for another.
/// </summary>
internal sealed class Mobility(EngineContext context, Updater updater)
{
    /// <summary>The most addresses of one peer.</summary>
    public const int MaxPeerAddresses = 16;

    private const int ChallengeOctets = 16;

    /// <summary>Our addresses have changed.</summary>
    public void LocalAddressesChanged(HipAssociation association)
    {
        if (!association.IsOpen || association.Path is not { } path)
        {
            association.MustAnnounce = true;
            return;
        }

        bool isGone = !context.LocalAddresses.Any(local => local.Address.Equals(path.Local.Address));
        if (isGone && FindPath(association) is { } better)
        {
            Use(association, better, isVerified: true);
            isGone = false;

            // Perhaps no route leads there any more from what is left of our addresses: whichever answers first is it.
            TryOthers(association);
        }

        if (!isGone)
        {
            Announce(association);
        }
    }

    /// <summary>Tells the peer where we are (RFC 8046 section 5.2).</summary>
    public void Announce(HipAssociation association)
    {
        association.MustAnnounce = !EngineContext.Allows(association, AssociationEvent.LocalUpdate);
        if (association.MustAnnounce)
        {
            return;
        }

        foreach (PendingUpdate old in association.Updates.Outstanding
            .Where(update => update.Purpose == UpdatePurpose.Readdress).ToArray())
        {
            association.Updates.Remove(old);
        }

        association.Registrations.ArePermissionsLost = true;
        Redirect(association);
        updater.Send(
            association,
            UpdatePurpose.Readdress,
            [
                new EspInfoParameter(0, association.InboundSpi, association.InboundSpi),
                new LocatorSetParameter(OwnLocators(association)),
            ]);
    }

    /// <summary>Tells the peer where we are, if it could not be told when that changed.</summary>
    public void AnnounceIfDue(HipAssociation association)
    {
        if (association is { MustAnnounce: true, IsOpen: true }
            && EngineContext.Allows(association, AssociationEvent.LocalUpdate))
        {
            association.MustAnnounce = false;
            LocalAddressesChanged(association);
        }
    }

    /// <summary>
    /// Takes the peer's addresses. The answer is ours to send: a challenge to a new preferred one acknowledges too.
    /// </summary>
    /// <returns>Whether the UPDATE was acknowledged.</returns>
    public bool ReceiveLocators(HipAssociation association, LocatorSetParameter set, Path from, uint id)
    {
        if (association.NewestLocators is { } newest && unchecked((int)(id - newest)) < 0)
        {
            // It was overtaken by a newer set.
            return false;
        }

        association.NewestLocators = id;
        Take(association, set, from);
        PeerAddress? preferred = association.PeerAddresses.Find(address => address.IsPreferred)
            ?? association.PeerAddresses.Find(address => address.State != PeerAddressState.Deprecated);
        if (preferred is null)
        {
            return false;
        }

        if (preferred.State == PeerAddressState.Active)
        {
            Move(association, preferred);
            return false;
        }

        if (!IsCurrentUsable(association) && PathTo(preferred) is { } unverified)
        {
            // Until the peer answers from there, no more goes there than came from it (section 5.6).
            Use(association, unverified, isVerified: false);
        }

        return Challenge(association, preferred, id);
    }

    /// <summary>Asks the peer to show that it is at an address (RFC 8046 section 5.4).</summary>
    public bool Challenge(HipAssociation association, PeerAddress address, uint? acknowledged = null)
    {
        if (PathTo(address) is not { } path)
        {
            return false;
        }

        byte[] challenge = context.RandomOctets(ChallengeOctets);
        bool isSent = updater.Send(
            association,
            UpdatePurpose.Verify,
            [
                new EspInfoParameter(0, association.InboundSpi, association.InboundSpi),
                new EchoRequestSignedParameter(challenge),
            ],
            acknowledged,
            path) is not null;
        address.Challenge = isSent ? challenge : null;
        return isSent;
    }

    /// <summary>The peer did not answer from the address that an UPDATE was to verify.</summary>
    public static void NotThere(HipAssociation association, PendingUpdate challenge)
    {
        bool isAskedAgain = association.Updates.Outstanding.Any(update =>
            update.Purpose == UpdatePurpose.Verify && update.Path.Remote.Equals(challenge.Path.Remote));
        PeerAddress? address = association.PeerAddresses.Find(
            known => known.Is(challenge.Path.Encapsulation, challenge.Path.Remote));
        if (address is not null && !isAskedAgain)
        {
            address.Challenge = null;
            address.State = address.State == PeerAddressState.Active ? PeerAddressState.Unverified : address.State;
        }
    }

    /// <summary>The peer sent back what was sent to one of its addresses.</summary>
    public ControlDrop ReceiveEcho(HipAssociation association, ReadOnlySpan<byte> echo)
    {
        foreach (PeerAddress address in association.PeerAddresses)
        {
            if (address.Challenge is { } challenge && echo.SequenceEqual(challenge))
            {
                address.Challenge = null;
                address.State = PeerAddressState.Active;
                if (address.IsPreferred || !IsCurrentUsable(association) || association.IsSilent
                    || address.Rank > CurrentRank(association))
                {
                    association.IsSilent = false;
                    Move(association, address);
                }

                return ControlDrop.None;
            }
        }

        return ControlDrop.WrongEcho;
    }

    /// <summary>
    /// The peer does not answer where we send: its other addresses, and ours, are tried (RFC 8047 section 4.3).
    /// </summary>
    public void TryOthers(HipAssociation association)
    {
        association.IsSilent = true;
        foreach (PeerAddress address in association.PeerAddresses)
        {
            bool isCurrent = association.Path is { } path && address.Is(path.Encapsulation, path.Remote);
            if (address.State != PeerAddressState.Deprecated && !isCurrent)
            {
                Challenge(association, address);
            }
        }
    }

    /// <summary>
    /// Authenticated packets come from an address that we do not send to, as after a change at a NAT. It is
    /// verified before anything goes there.
    /// </summary>
    public void PeerSeenAt(HipAssociation association, Path path)
    {
        FollowBehindRelay(association, path);
        if (!association.IsOpen
            || IsWorse(association, path)
            || path.Encapsulation != Encapsulation.Udp
            || association.Path is not { Encapsulation: Encapsulation.Udp } current
            || current.Remote.Equals(path.Remote))
        {
            return;
        }

        PeerAddress? known = association.PeerAddresses.Find(address => address.Is(path.Encapsulation, path.Remote));
        if (known is { Challenge: not null })
        {
            return;
        }

        known ??= AddSource(association, path);
        if (known is not null)
        {
            foreach (PeerAddress other in association.PeerAddresses)
            {
                other.IsPreferred = other == known;
            }

            known.State = PeerAddressState.Unverified;
            Challenge(association, known);
        }
    }

    /// <summary>Notes where else the peer may be.</summary>
    public static void AddCandidate(HipAssociation association, IPEndPoint endPoint)
    {
        if (!association.PeerAddresses.Exists(known => known.Is(Encapsulation.Udp, endPoint)))
        {
            Add(association, new PeerAddress(Encapsulation.Udp, endPoint));
        }
    }

    /// <summary>Some locator's lifetime is over.</summary>
    public void ExpireLocators(HipAssociation association)
    {
        foreach (PeerAddress address in association.PeerAddresses)
        {
            if (address.Until <= context.Now)
            {
                address.State = PeerAddressState.Deprecated;
                address.Challenge = null;
            }
        }

        if (!IsCurrentUsable(association) && FindPath(association) is { } path)
        {
            Use(association, path, isVerified: true);
        }

        ScheduleExpiry(association);
    }

    internal static bool IsUsable(IPAddress address) =>
        !IPAddress.IsLoopback(address)
        && (address.AddressFamily == AddressFamily.InterNetwork
            ? address.GetAddressBytes() is [> 0 and < 224, ..]
            : !address.Equals(IPAddress.IPv6Any) && !address.IsIPv6Multicast && !IsHit(address));

    private static bool IsHit(IPAddress address) =>
        Hit.TryCreate(BinaryPrimitives.ReadUInt128BigEndian(address.GetAddressBytes()), out _);

    private static bool IsCurrentUsable(HipAssociation association) =>
        association.Path is { } path
        && association.PeerAddresses.Exists(address =>
            address.Is(path.Encapsulation, path.Remote) && address.State == PeerAddressState.Active);

    private static PeerAddress? Add(HipAssociation association, PeerAddress address)
    {
        if (association.PeerAddresses.Count >= MaxPeerAddresses)
        {
            association.PeerAddresses.RemoveAll(old => old.State == PeerAddressState.Deprecated);
        }

        if (association.PeerAddresses.Count >= MaxPeerAddresses)
        {
            return null;
        }

        association.PeerAddresses.Add(address);
        return address;
    }

    private List<Locator> OwnLocators(HipAssociation association)
    {
        Path path = association.Path!;
        List<Locator> locators = [OwnLocator(association, path.Local.Address, isPreferred: true)];
        if (path.Encapsulation == Encapsulation.Raw)
        {
            locators.AddRange(context.LocalAddresses
                .Where(local => !local.Address.Equals(path.Local.Address)
                    && !SourceAddresses.IsLinkLocal(local.Address))
                .Take(MaxPeerAddresses - 1)
                .Select(local => OwnLocator(association, local.Address, isPreferred: false)));
        }

        return locators;
    }

    private Locator OwnLocator(HipAssociation association, IPAddress address, bool isPreferred) => new()
    {
        LocatorType = LocatorType.SpiAndAddress,
        IsPreferred = isPreferred,
        Lifetime = (uint)context.Options.LocatorLifetime.TotalSeconds,
        Address = address,
        Spi = association.InboundSpi,
    };

    /// <summary>The set replaces what the peer said before; a NAT's address, which it cannot know, is added.</summary>
    private void Take(HipAssociation association, LocatorSetParameter set, Path from)
    {
        bool isUdp = from.Encapsulation == Encapsulation.Udp;
        HashSet<PeerAddress> named = [];
        foreach (Locator locator in set.Locators)
        {
            if (locator.Address is not { } address || !IsUsable(address))
            {
                continue;
            }

            IPEndPoint endPoint = new(address, isUdp ? EndPointPort(locator, from) : 0);
            PeerAddress? known = association.PeerAddresses.Find(old => old.Is(from.Encapsulation, endPoint))
                ?? Add(association, new PeerAddress(from.Encapsulation, endPoint)
                {
                    IsDataRelay = locator.Kind == CandidateKind.Relayed,
                });
            if (known is not null && named.Add(known))
            {
                known.Until = locator.Lifetime == Locator.UnboundedLifetime
                    ? TimeSpan.MaxValue
                    : context.Now + TimeSpan.FromSeconds(locator.Lifetime);
                known.IsPreferred = locator.IsPreferred;
                known.State = known.State == PeerAddressState.Deprecated ? PeerAddressState.Unverified : known.State;
            }
        }

        if (isUdp && AddSource(association, from) is { } source)
        {
            named.ToList().ForEach(address => address.IsPreferred = false);
            source.IsPreferred = true;
            named.Add(source);
        }

        foreach (PeerAddress address in association.PeerAddresses.Where(address => !named.Contains(address)))
        {
            address.State = PeerAddressState.Deprecated;
            address.IsPreferred = false;
            address.Challenge = null;
        }

        ScheduleExpiry(association);
    }

    private static int EndPointPort(Locator locator, Path from) => locator.Port != 0 ? locator.Port : from.Remote.Port;

    private static PeerAddress? AddSource(HipAssociation association, Path from)
    {
        PeerAddress? source = association.PeerAddresses.Find(old => old.Is(from.Encapsulation, from.Remote))
            ?? Add(association, new PeerAddress(from.Encapsulation, from.Remote)
            {
                Relayed = from.Relayed,
                IsControlOnly = from.IsControlOnly,
            });
        if (source is { State: PeerAddressState.Deprecated })
        {
            source.State = PeerAddressState.Unverified;
        }

        return source;
    }

    private static int CurrentRank(HipAssociation association) => association.PeerAddresses.Find(address =>
        association.Path is { } path && address.Is(path.Encapsulation, path.Remote))?.Rank ?? 0;

    /// <summary>What still comes through a relay says nothing against the direct way that was found.</summary>
    private static bool IsWorse(HipAssociation association, Path path) =>
        !association.IsSilent
        && association.PeerAddresses.Find(address => address.Is(path.Encapsulation, path.Remote)) is { } known
        && known.Rank < CurrentRank(association);

    /// <summary>The relay is where it was, and the peer behind it is seen elsewhere.</summary>
    private void FollowBehindRelay(HipAssociation association, Path path)
    {
        if (path.Relayed is { } peer
            && association.PeerAddresses.Find(address => address.Is(path.Encapsulation, path.Remote)) is { } relay)
        {
            relay.Relayed = peer;
            if (association.Path is { Relayed: not null } current && current.Remote.Equals(path.Remote))
            {
                Use(association, current with { Relayed = peer }, association.IsPathVerified);
            }
        }
    }

    private void ScheduleExpiry(HipAssociation association)
    {
        TimeSpan next = association.PeerAddresses
            .Where(address => address.State != PeerAddressState.Deprecated)
            .Select(address => address.Until)
            .DefaultIfEmpty(TimeSpan.MaxValue)
            .Min();
        context.SetAt(association, AssociationTimer.Locators, next);
    }

    private Path? PathTo(PeerAddress address)
    {
        IPAddress? source = context.SourceFor(address.EndPoint.Address);
        int port = address.Encapsulation == Encapsulation.Udp ? context.Options.UdpPort : 0;
        return source is null ? null : new Path(address.Encapsulation, new IPEndPoint(source, port), address.EndPoint)
        {
            Relayed = address.Relayed,
            IsControlOnly = address.IsControlOnly,
        };
    }

    /// <summary>The best way that is left: to where we send now, else to any address that is verified.</summary>
    private Path? FindPath(HipAssociation association)
    {
        foreach (PeerAddress address in association.PeerAddresses
            .Where(address => address.State == PeerAddressState.Active)
            .OrderByDescending(address => address.IsPreferred))
        {
            if (PathTo(address) is { } path)
            {
                return path;
            }
        }

        return null;
    }

    private void Move(HipAssociation association, PeerAddress address)
    {
        if (PathTo(address) is { } path)
        {
            Use(association, path, isVerified: true);
        }
    }

    private void Use(HipAssociation association, Path path, bool isVerified)
    {
        if (association.Path != path || association.IsPathVerified != isVerified)
        {
            association.Path = path;
            association.IsPathVerified = isVerified;
            Redirect(association);
            context.Emit(new PathChanged(association.Key, path, isVerified));
        }
    }

    /// <summary>
    /// What waits for an acknowledgement goes the association's way from now on; but a challenge goes to the address
    /// that it is to verify, or its answer would prove nothing.
    /// </summary>
    private void Redirect(HipAssociation association)
    {
        foreach (PendingUpdate update in association.Updates.Outstanding)
        {
            if (update.Purpose != UpdatePurpose.Verify)
            {
                update.Path = association.Path!;
            }
            else if (context.SourceFor(update.Path.Remote.Address) is { } source)
            {
                update.Path = update.Path with { Local = new IPEndPoint(source, update.Path.Local.Port) };
            }
        }
    }
}
