using System.Collections.Concurrent;
using System.Threading.Channels;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Control;
using HiperNet.HipStack.Identity;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;
using HiperNet.Hipd.Peers;
using HiperNet.Hipd.Policy;
using AssociationEvent = HiperNet.HipStack.Control.AssociationEvent;

namespace HiperNet.Hipd;

/// <summary>Tells what happens to associations: the log, those who listen, and those who wait for one answer.</summary>
internal sealed class EventHub(HostBook hosts, DaemonClock clock, Action<string> log)
{
    private const int Capacity = 256;

    /// <summary>Refused peers and failures are written to the log at most so often for one peer.</summary>
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(30);

    private const int MaxStrangers = 4096;

    /// <summary>The most lines a second that peers can cause together.</summary>
    private const int LinesPerSecond = 20;

    private readonly LogLimit limited = new(LinesPerSecond, clock, log);
    private readonly ConcurrentDictionary<Channel<AssociationEvent>, bool> listeners = new();
    private readonly ConcurrentDictionary<long, TaskCompletionSource<TimeSpan?>> pings = new();
    private readonly ConcurrentDictionary<Hit, PeerNotes> hostNotes = new();
    private readonly ConcurrentDictionary<Hit, PeerNotes> strangerNotes = new();

    public long Refused { get; private set; }

    public long Failed { get; private set; }

    /// <summary>What happened with a peer lately; null if nothing did.</summary>
    public PeerNotes? NotesOn(Hit peer) =>
        hostNotes.GetValueOrDefault(peer) ?? strangerNotes.GetValueOrDefault(peer);

    public Channel<AssociationEvent> Listen()
    {
        Channel<AssociationEvent> channel = Channel.CreateBounded<AssociationEvent>(
            new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest });
        listeners[channel] = true;
        return channel;
    }

    public void StopListening(Channel<AssociationEvent> channel) => listeners.TryRemove(channel, out _);

    /// <summary>Waits for the answer to a ping.</summary>
    public Task<TimeSpan?> Await(long ticket)
    {
        TaskCompletionSource<TimeSpan?> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        pings[ticket] = answer;
        return answer.Task;
    }

    /// <summary>Nobody waits for that answer any more.</summary>
    public void StopWaiting(long ticket) => pings.TryRemove(ticket, out _);

    public void Answered(PingAnswered answered)
    {
        if (pings.TryRemove(answered.Ticket, out TaskCompletionSource<TimeSpan?>? waiting))
        {
            waiting.TrySetResult(answered.RoundTrip);
        }
    }

    public void Up(AssociationUp up)
    {
        if (up.IsRenewal)
        {
            return;
        }

        log($"Base exchange completed from {up.Key.Local} to {Describe(up.Key.Peer)} over {up.Path}, as {up.Role}");
        Tell(AssociationChange.Up, up.Key, reason: null, Records.Path(up.Path));
    }

    public void Moved(PathChanged moved)
    {
        string state = moved.IsVerified ? string.Empty : " (not verified yet)";
        limited.Write($"{Describe(moved.Key.Peer)} is now reached over {moved.Path}{state}");
        Tell(AssociationChange.Moved, moved.Key, reason: null, Records.Path(moved.Path));
    }

    public void Down(AssociationDown down)
    {
        PeerNotes note = Note(down.Key.Peer);
        string detail = down.Detail.Length == 0 ? string.Empty : $": {down.Detail}";
        note.LastEnd = $"{Records.Words(down.Reason)}{detail}";
        bool isRefusal = down.Reason is EndReason.Refused or EndReason.RefusedByPeer;
        Refused += isRefusal ? 1 : 0;
        Failed += isRefusal ? 0 : 1;
        if (note.ShouldLog(note.LastEnd, clock.Now, LogInterval))
        {
            limited.Write($"No association with {Describe(down.Key.Peer)}: {note.LastEnd}");
        }

        Tell(isRefusal ? AssociationChange.Refused : AssociationChange.Down, down.Key, note.LastEnd, path: null);
    }

    public void Decided(AssociationKey key, PeerDecision decision) => Note(key.Peer).Note(decision);

    public void Notified(PeerNotified notified)
    {
        Note(notified.Key.Peer).LastNotify = new NotifyNote
        {
            Code = (int)notified.Type,
            Name = notified.Type.ToString(),
            At = clock.UtcNow,
            Text = notified.Detail.Length == 0 ? null : notified.Detail,
        };
    }

    /// <summary>Takes note of a NOTIFY that went; those that keep a NAT open say nothing.</summary>
    public void NotifySent(HipPacket packet)
    {
        if (packet.TryRead(out NotificationParameter? notification)
            && notification.NotifyType != NotifyType.NatKeepalive
            && Hit.TryCreate(packet.Receiver, out Hit peer))
        {
            Note(peer).LastNotifySent = new NotifyNote
            {
                Code = (int)notification.NotifyType,
                Name = notification.NotifyType.ToString(),
                At = clock.UtcNow,
                Text = notification.Data.IsEmpty ? null : System.Text.Encoding.UTF8.GetString(notification.Data.Span),
            };
        }
    }

    /// <summary>
    /// Hosts are as many as somebody lists; strangers are as many as they like, and push out their like.
    /// </summary>
    private PeerNotes Note(Hit peer)
    {
        if (hosts.Find(peer) is not null)
        {
            return hostNotes.GetOrAdd(peer, _ => new PeerNotes());
        }

        if (strangerNotes.Count >= MaxStrangers && !strangerNotes.ContainsKey(peer))
        {
            strangerNotes.Clear();
        }

        return strangerNotes.GetOrAdd(peer, _ => new PeerNotes());
    }

    private string Describe(Hit peer) => hosts.Find(peer)?.Name is { } name ? $"{name} ({peer})" : peer.ToString();

    private void Tell(AssociationChange change, AssociationKey key, string? reason, PathStatus? path)
    {
        AssociationEvent told = new()
        {
            At = clock.UtcNow,
            Change = change,
            LocalHit = key.Local.ToAddress(),
            PeerHit = key.Peer.ToAddress(),
            Name = hosts.Find(key.Peer)?.Name,
            Reason = reason,
            Path = path,
        };
        foreach (Channel<AssociationEvent> listener in listeners.Keys)
        {
            listener.Writer.TryWrite(told);
        }
    }
}
