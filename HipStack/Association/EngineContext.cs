using System.Net;
using System.Buffers.Binary;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Identity;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Association;

/// <summary>What the parts of the engine share. Its clock stands still while one input is processed.</summary>
internal sealed class EngineContext(EngineOptions options, IReadOnlyList<HostKey> identities, IRandomSource random)
{
    private readonly Dictionary<Hit, HostKey> identities = identities.ToDictionary(key => key.Hit);
    private readonly Dictionary<AssociationKey, HipAssociation> associations = [];
    private readonly Dictionary<uint, HipAssociation> inboundSpis = [];
    private readonly Queue<Effect> effects = new();
    private long lastTicket;
    private long lastSerial;

    /// <summary>SPIs 1 to 255 are reserved (RFC 4303 section 2.1).</summary>
    public const uint LowestSpi = 256;

    public EngineOptions Options { get; } = options;

    public IRandomSource Random { get; } = random;

    /// <summary>Makes our Diffie-Hellman keys; a test may bring recorded ones.</summary>
    public Func<DhGroup, SharedKey> NewKey { get; set; } = SharedKey.Generate;

    public ControlCounters Counters { get; } = new();

    public Schedule Schedule { get; } = new();

    public RegistrationTable Registrations { get; } = new();

    /// <summary>What we offer now; null if we are no registrar.</summary>
    public IReadOnlyList<RegistrationType>? Services { get; set; } = options.Services;

    /// <summary>
    /// What our R1s say about NATs: a host behind a relay looks for a direct way, a relay does not
    /// (RFC 9028 sections 4.3 and 4.5).
    /// </summary>
    public NatTraversalModeId NatMode
    {
        get
        {
            if (Registrations.Servers.Any(server => server.Registrations.Holds(RegistrationType.RelayUdpHip)))
            {
                return NatTraversalModeId.IceHipUdp;
            }

            return Services?.Contains(RegistrationType.RelayUdpHip) == true
                ? NatTraversalModeId.UdpEncapsulation
                : NatTraversalModeId.None;
        }
    }

    public TimeSpan Now { get; set; }

    public IReadOnlyList<LocalAddress> LocalAddresses { get; set; } = [];

    public IReadOnlyCollection<HipAssociation> Associations => associations.Values;

    public IEnumerable<HostKey> Identities => identities.Values;

    public bool IsFull => associations.Count >= Options.MaxAssociations;

    public HostKey? Identity(Hit hit) => identities.GetValueOrDefault(hit);

    public HipAssociation? Find(AssociationKey key) => associations.GetValueOrDefault(key);

    public HipAssociation? FindBySpi(uint spi) => inboundSpis.GetValueOrDefault(spi);

    /// <summary>The association of a key, made if there is none and room for it.</summary>
    public HipAssociation? FindOrAdd(AssociationKey key, HostKey localKey)
    {
        if (!associations.TryGetValue(key, out HipAssociation? association) && !IsFull)
        {
            association = new HipAssociation(key, localKey, Options) { StateSince = Now, Serial = ++lastSerial };
            associations.Add(key, association);
        }

        return association;
    }

    /// <summary>Forgets an association and everything secret of it.</summary>
    public void Forget(HipAssociation association)
    {
        Release(association);
        association.Deadlines.StopAll();
        Schedule.Update(association);
        associations.Remove(association.Key);
    }

    /// <summary>Ends what an association has: attempts, security associations and secrets.</summary>
    public void Release(HipAssociation association)
    {
        EndAttempt(association);
        DropCandidate(association);
        association.PuzzleTicket = 0;
        association.Ticket = 0;
        ReleaseSecrets(association);
    }

    /// <summary>Ends our own base exchange; an SPI that became the association's stays.</summary>
    public void EndAttempt(HipAssociation association)
    {
        if (association.Attempt is not { } attempt)
        {
            return;
        }

        if (attempt.InboundSpi != association.InboundSpi)
        {
            RemoveSpi(attempt.InboundSpi);
        }

        association.Attempt = null;
        attempt.Dispose();
    }

    /// <summary>Drops the peer's base exchange that waits for its verdict: the question is void.</summary>
    public static void DropCandidate(HipAssociation association)
    {
        if (association.Candidate is { } candidate)
        {
            association.Candidate = null;
            association.Ticket = 0;
            association.Deadlines.Stop(AssociationTimer.Answer);
            candidate.Dispose();
        }
    }

    /// <summary>Ends a rekeying that will not be finished.</summary>
    public void EndRekeying(HipAssociation association)
    {
        if (association.Rekeying is { } rekeying)
        {
            association.Rekeying = null;
            RemoveSpi(rekeying.NewInboundSpi);
            rekeying.Dispose();
        }
    }

    /// <summary>How many SPIs stand for associations.</summary>
    public int SpiCount => inboundSpis.Count;

    /// <summary>Ends the security associations and secrets, and leaves attempts at new ones alone.</summary>
    public void ReleaseSecrets(HipAssociation association)
    {
        Registrations.Forget(association);
        EndRekeying(association);
        StopListening(association);
        association.Held?.Dispose();
        association.Held = null;
        association.Secrets?.Dispose();
        association.Secrets = null;
        RemoveSpi(association.InboundSpi);
        RemoveSpi(association.OldInboundSpi);
        association.InboundSpi = 0;
        association.OldInboundSpi = 0;
        association.OutboundSpi = 0;
        association.IsOpen = false;
        association.R2Accepted = false;
    }

    /// <summary>Nothing will come of what the data path listens for.</summary>
    public void StopListening(HipAssociation association)
    {
        if (association.IsListening)
        {
            association.IsListening = false;
            Emit(new RemoveInboundSa(association.Key, association.InboundSpi));
        }
    }

    /// <summary>A fresh random SPI that stands for the association from now on.</summary>
    public uint NewSpi(HipAssociation association)
    {
        Span<byte> octets = stackalloc byte[sizeof(uint)];
        uint spi;
        do
        {
            Random.Fill(octets);
            spi = BinaryPrimitives.ReadUInt32BigEndian(octets);
        }
        while (spi < LowestSpi || !inboundSpis.TryAdd(spi, association));

        return spi;
    }

    public void RemoveSpi(uint spi) => inboundSpis.Remove(spi);

    public byte[] RandomOctets(int length)
    {
        byte[] octets = new byte[length];
        Random.Fill(octets);
        return octets;
    }

    /// <summary>REG_INFO with these services.</summary>
    public RegInfoParameter RegInfo(IReadOnlyList<RegistrationType> services) => new(
        RegistrationLifetime.Encode(Options.MinRegistrationLifetime),
        RegistrationLifetime.Encode(Options.MaxRegistrationLifetime),
        services);

    public long NextTicket() => ++lastTicket;

    public void Emit(Effect effect) => effects.Enqueue(effect);

    public bool TryTake(out Effect effect) => effects.TryDequeue(out effect!);

    /// <summary>Sends a packet whose checksum is zero yet.</summary>
    public void Send(Path path, byte[] packet)
    {
        byte[]? octets = path.Relayed is null ? (byte[])packet.Clone() : RelayEnvelope.ForRelay(this, path, packet);
        if (octets is null)
        {
            // The relay is not ours any more.
            return;
        }

        if (path.Encapsulation == Encapsulation.Raw)
        {
            HipChecksum.Set(octets, path.Local.Address, path.Remote.Address);
        }

        Counters.Sent++;
        Emit(new SendPacket(path, octets));
    }

    public void SendAgain(HipAssociation association, Path path, byte[] packet)
    {
        association.Retransmissions++;
        Counters.Retransmitted++;
        Send(path, packet);
    }

    /// <summary>
    /// Moves the association if the state table allows it; else nothing changes and the packet is moot.
    /// </summary>
    public bool TryMove(HipAssociation association, AssociationEvent trigger)
    {
        if (StateTable.Next(association.State, trigger) is not { } transition)
        {
            return false;
        }

        if (transition.Next != association.State)
        {
            association.State = transition.Next;
            association.StateSince = Now;
        }

        return true;
    }

    public static bool Allows(HipAssociation association, AssociationEvent trigger) =>
        StateTable.Next(association.State, trigger) is not null;

    public void Set(HipAssociation association, AssociationTimer timer, TimeSpan delay)
    {
        association.Deadlines.Set(timer, delay == TimeSpan.MaxValue ? delay : Now + delay);
        Schedule.Update(association);
    }

    public void SetAt(HipAssociation association, AssociationTimer timer, TimeSpan when)
    {
        association.Deadlines.Set(timer, when);
        Schedule.Update(association);
    }

    public Backoff NewBackoff() => new(Options.RetryInterval, Options.MaxRetryInterval);

    /// <summary>
    /// Which of our addresses to send from: the one of the destination's network, else the first of its family
    /// that is not link-local; null if there is none.
    /// </summary>
    public IPAddress? SourceFor(IPAddress destination) => SourceAddresses.For(destination, LocalAddresses);
}
