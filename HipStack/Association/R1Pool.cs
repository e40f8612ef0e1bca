using System.Buffers.Binary;
using System.Net;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Identity;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Association;

/// <summary>
/// Pre-signed R1s (RFC 7401 sections 5.3.2 and 6.7.1). An initiator costs nothing until it has solved its puzzle:
/// #I follows from a secret, the HITs and its address, so that no state is kept for it.
/// </summary>
internal sealed class R1Pool(EngineContext context) : IDisposable
{
    /// <summary>The most entries, old ones among them.</summary>
    public const int MaxEntries = 512;

    private const int PuzzleKeyOctets = 32;

    private readonly Dictionary<(Hit, DhGroup, byte Difficulty, NatTraversalModeId), R1Entry> offered = [];
    private readonly Dictionary<ushort, R1Entry> byOpaque = [];

    /// <summary>
    /// An R1 for one initiator, ready but for its checksum; null if there is no room for a new entry.
    /// </summary>
    /// <param name="identity">Ours.</param>
    /// <param name="initiator">The initiator's HIT.</param>
    /// <param name="source">Its address.</param>
    /// <param name="group">The Diffie-Hellman group.</param>
    /// <param name="difficulty">K.</param>
    /// <param name="after">When the entry was made at the earliest; not in the future.</param>
    public byte[]? For(
        HostKey identity, UInt128 initiator, IPAddress source, DhGroup group, byte difficulty, TimeSpan after)
    {
        if (Offered(identity, group, difficulty, after) is not { } entry)
        {
            return null;
        }

        byte[] packet = (byte[])entry.Packet.Clone();
        BinaryPrimitives.WriteUInt128BigEndian(packet.AsSpan(HipHeader.ReceiverOffset), initiator);
        Span<byte> puzzle = packet.AsSpan(entry.PuzzleOffset);
        BinaryPrimitives.WriteUInt16BigEndian(puzzle[R1Template.OpaqueOffset..], entry.Opaque);
        entry.RandomNumber(initiator, source).CopyTo(puzzle[R1Template.RandomOffset..]);
        return packet;
    }

    /// <summary>The entry whose puzzle this solution solves; null if it is unknown, too old or another's.</summary>
    public R1Entry? Find(SolutionParameter solution, HostKey identity, UInt128 initiator, IPAddress source)
    {
        if (!byOpaque.TryGetValue(solution.Opaque, out R1Entry? entry)
            || context.Now > entry.AcceptedUntil
            || entry.Identity != identity
            || entry.Difficulty != solution.K)
        {
            return null;
        }

        return entry.RandomNumber(initiator, source).AsSpan().SequenceEqual(solution.I.Span) ? entry : null;
    }

    /// <summary>Offers an entry from now on.</summary>
    public void Add(R1Entry entry)
    {
        offered[(entry.Identity.Hit, entry.Group, entry.Difficulty, entry.NatMode)] = entry;
        byOpaque.Add(entry.Opaque, entry);
    }

    /// <summary>What R1s say has changed: new ones are made, and answers to the old are still taken.</summary>
    public void Renew() => offered.Clear();

    public void Dispose()
    {
        foreach (R1Entry entry in byOpaque.Values)
        {
            entry.Dispose();
        }

        byOpaque.Clear();
        offered.Clear();
    }

    private R1Entry? Offered(HostKey identity, DhGroup group, byte difficulty, TimeSpan after)
    {
        (Hit, DhGroup, byte, NatTraversalModeId) slot = (identity.Hit, group, difficulty, context.NatMode);
        if (offered.TryGetValue(slot, out R1Entry? entry) && !IsOver(entry, after))
        {
            return entry;
        }

        RemoveOld();
        RemoveOldest();
        if (byOpaque.Count >= MaxEntries)
        {
            // Under a storm an R1 may be reused beyond its time (section 6.7.1).
            return entry is not null && context.Now <= entry.OfferedUntil ? entry : null;
        }

        entry = Create(identity, group, difficulty);
        Add(entry);
        return entry;
    }

    /// <summary>
    /// A used Diffie-Hellman key should be offered no more, but not be renewed for every packet. One that is too old
    /// for somebody is renewed at once, which happens once for each association that opens.
    /// </summary>
    private bool IsOver(R1Entry entry, TimeSpan after) =>
        context.Now > entry.OfferedUntil
        || entry.CreatedAt < after
        || (entry.IsUsed && context.Now - entry.CreatedAt >= context.Options.R1Refresh);

    private void RemoveOld()
    {
        foreach (R1Entry entry in byOpaque.Values.Where(entry => context.Now > entry.AcceptedUntil).ToArray())
        {
            Remove(entry);
        }
    }

    /// <summary>
    /// Makes room under many valid exchanges: the oldest that is no longer offered is honoured no longer.
    /// </summary>
    private void RemoveOldest()
    {
        if (byOpaque.Count >= MaxEntries
            && byOpaque.Values.Where(entry => !IsOffered(entry)).MinBy(entry => entry.CreatedAt) is { } oldest)
        {
            Remove(oldest);
        }
    }

    private bool IsOffered(R1Entry entry) =>
        offered.GetValueOrDefault((entry.Identity.Hit, entry.Group, entry.Difficulty, entry.NatMode))
            == entry;

    private void Remove(R1Entry entry)
    {
        byOpaque.Remove(entry.Opaque);
        if (IsOffered(entry))
        {
            offered.Remove((entry.Identity.Hit, entry.Group, entry.Difficulty, entry.NatMode));
        }

        entry.Dispose();
    }

    private R1Entry Create(HostKey identity, DhGroup group, byte difficulty)
    {
        SharedKey key = context.NewKey(group);
        ulong counter = context.Options.FirstR1Counter
            + (ulong)(context.Now.Ticks / context.Options.R1Lifetime.Ticks);
        R1Template template = R1Template.Build(
            context.Options,
            identity,
            key,
            counter,
            difficulty,
            context.NatMode,
            context.Services is { } services ? context.RegInfo(services) : null);
        return new R1Entry
        {
            Identity = identity,
            Group = group,
            Difficulty = difficulty,
            NatMode = context.NatMode,
            Opaque = NewOpaque(),
            Counter = counter,
            DiffieHellman = key,
            PuzzleKey = context.RandomOctets(PuzzleKeyOctets),
            Packet = template.Packet,
            PuzzleOffset = template.PuzzleOffset,
            HostIdParameter = template.HostIdParameter,
            CreatedAt = context.Now,
            OfferedUntil = context.Now + context.Options.R1Lifetime,
            AcceptedUntil = context.Now + (context.Options.R1Lifetime * 2),
        };
    }

    private ushort NewOpaque()
    {
        Span<byte> octets = stackalloc byte[sizeof(ushort)];
        ushort opaque;
        do
        {
            context.Random.Fill(octets);
            opaque = BinaryPrimitives.ReadUInt16BigEndian(octets);
        }
        while (byOpaque.ContainsKey(opaque));

        return opaque;
    }
}
