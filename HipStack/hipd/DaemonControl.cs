using System.Diagnostics;
using System.Net;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Control;
using HiperNet.HipStack.Identity;
using HiperNet.Hipd.Configuration;
using HiperNet.Hipd.Control;
using HiperNet.Hipd.DataPath;
using HiperNet.Hipd.Metrics;
using HiperNet.Hipd.Peers;
using HiperNet.Hipd.Policy;
using HiperNet.Spki.Certs;
using AssociationEvent = HiperNet.HipStack.Control.AssociationEvent;

namespace HiperNet.Hipd;

/// <summary>What the control socket asks for. Everything about associations is asked of the control thread.</summary>
internal sealed class DaemonControl(DaemonParts parts) : IDaemonControl
{
    private static readonly TimeSpan ExchangeTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(1);

    private readonly StatusBuilder status = new(parts);
    private readonly Explainer explainer = new(parts);
    private readonly Meeting meeting = new(parts);
    private long lastTicket;

    public Task<DaemonStatus> StatusAsync(CancellationToken cancellation) => parts.Loop.AskAsync(status.Daemon);

    public Task<IReadOnlyList<AssociationStatus>> AssociationsAsync(string? peer, CancellationToken cancellation)
    {
        Hit? wanted = peer is null ? null : Resolve(peer);
        return parts.Loop.AskAsync(() => status.Associations(wanted));
    }

    public Task<IReadOnlyList<PeerEntry>> PeersAsync(CancellationToken cancellation) =>
        Task.FromResult(status.Peers());

    public Task<Explanation> ExplainAsync(string peer, CancellationToken cancellation)
    {
        Hit wanted = Resolve(peer);
        return parts.Loop.AskAsync(() => explainer.Explain(wanted));
    }

    public async IAsyncEnumerable<PingReply> PingAsync(
        string peer, int count, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Hit wanted = parts.Hosts.Resolve(peer) is null && IPAddress.TryParse(peer, out IPAddress? address)
            ? await meeting.AtAsync(address, cancellation)
            : Resolve(peer);
        AssociationKey key = new(parts.Settings.Identities[0].Hit, wanted);
        for (int sequence = 1; sequence <= count; sequence++)
        {
            if (sequence > 1)
            {
                await Task.Delay(PingInterval, TimeProvider.System, cancellation);
            }

            yield return await PingOnceAsync(key, sequence, cancellation);
        }
    }

    public Task<ChangeResult> ResetAsync(string peer, CancellationToken cancellation)
    {
        Hit wanted = Resolve(peer);
        return parts.Loop.AskAsync(() =>
        {
            int changed = 0;
            foreach (AssociationView view in parts.Engine.View().Where(view => view.Key.Peer == wanted))
            {
                changed += parts.Engine.Close(parts.Clock.Now, view.Key, EndReason.Reset) ? 1 : 0;
            }

            return new ChangeResult { Changed = changed };
        });
    }

    public Task<ChangeResult> AddHostAsync(HostEntry host, CancellationToken cancellation)
    {
        Host added = ToHost(host);
        return parts.Loop.AskAsync(() =>
        {
            if (!parts.Told.TrySet(added))
            {
                throw new ControlException(ControlFault.Refused, $"there are {HostTable.MaxHosts} hosts already");
            }

            DecideIfListed();
            string[] notes = parts.Addresses.Add(added)
                ? []
                : [$"its IPv4 address or LSI {added.InnerIpv4} stands for another host; HITs work"];
            return new ChangeResult { Changed = 1, Notes = notes };
        });
    }

    public Task<ChangeResult> RemoveHostAsync(string peer, CancellationToken cancellation)
    {
        Hit wanted = Resolve(peer);
        return parts.Loop.AskAsync(() =>
        {
            if (parts.Told.Find(wanted) is not { } host)
            {
                return new ChangeResult { Changed = 0 };
            }

            parts.Told.Remove(wanted);
            parts.Addresses.Remove(host);
            parts.Addresses.Fill();
            DecideIfListed();
            return new ChangeResult { Changed = 1 };
        });
    }

    public async Task<ChangeResult> ReloadAsync(CancellationToken cancellation)
    {
        try
        {
            using Settings settings = ConfigFile.Load(parts.Settings.Path);
            return await parts.Loop.AskAsync(() => Apply(settings));
        }
        catch (ConfigException error)
        {
            throw new ControlException(ControlFault.Refused, string.Join("; ", error.Problems), error);
        }
    }

    public async IAsyncEnumerable<CaptureChunk> CaptureAsync(
        CaptureRequest request, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Func<HipStack.Association.Path, bool> isWanted = _ => true;
        if (request.Peer is { } peer)
        {
            HashSet<IPAddress> addresses = await AddressesOfAsync(Resolve(peer));
            isWanted = path => addresses.Contains(path.Remote.Address);
        }

        CaptureSession session = new(request, isWanted, parts.Clock);
        parts.Captures.Add(session);
        try
        {
            if (request.Keys)
            {
                // Keys are not kept anywhere; new ones are made, and told.
                parts.Loop.Post(RekeyAll);
            }

            await foreach (CaptureChunk chunk in session.Chunks.ReadAllAsync(cancellation))
            {
                yield return chunk;
            }
        }
        finally
        {
            parts.Captures.Remove(session);
        }
    }

    public Task<ChangeResult> AddCertificatesAsync(IReadOnlyList<byte[]> certificates, CancellationToken cancellation)
    {
        List<SpkiObject> objects = ReadObjects(certificates);
        return parts.Loop.AskAsync(() =>
        {
            int own = parts.Policy.Add(objects);
            parts.Effects.DecideAnew();
            parts.Effects.ShowChain();
            return new ChangeResult
            {
                Changed = objects.Count,
                Notes = own > 0 ? [$"{own} of them are about us and are shown to peers"] : [],
            };
        });
    }

    public Task<ChangeResult> RemoveCertificateAsync(string id, CancellationToken cancellation) =>
        parts.Loop.AskAsync(() =>
        {
            int removed = parts.Policy.Remove(id);
            parts.Effects.DecideAnew();
            return new ChangeResult { Changed = removed };
        });

    public Task<ChangeResult> AddRevocationsAsync(IReadOnlyList<byte[]> lists, CancellationToken cancellation)
    {
        List<SpkiObject> objects = ReadObjects(lists);
        return parts.Loop.AskAsync(() =>
        {
            int before = parts.Engine.View().Count(view => view.IsOpen);
            parts.Policy.Add(objects);
            parts.Effects.DecideAnew();
            int cut = before - parts.Engine.View().Count(view => view.IsOpen);
            return new ChangeResult
            {
                Changed = objects.Count,
                Notes = cut > 0 ? [$"{cut} associations were cut"] : [],
            };
        });
    }

    public async IAsyncEnumerable<AssociationEvent> EventsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        Channel<AssociationEvent> channel = parts.Events.Listen();
        try
        {
            await foreach (AssociationEvent item in channel.Reader.ReadAllAsync(cancellation))
            {
                yield return item;
            }
        }
        finally
        {
            parts.Events.StopListening(channel);
        }
    }

    public Task<ChangeResult> ShutdownAsync(CancellationToken cancellation)
    {
        parts.End();
        return Task.FromResult(new ChangeResult { Changed = 1 });
    }

    /// <summary>The text that Prometheus reads.</summary>
    public async Task<string> MetricsAsync(CancellationToken cancellation) => DaemonMetrics.Of(
        await StatusAsync(cancellation), await AssociationsAsync(peer: null, cancellation));

    private static List<SpkiObject> ReadObjects(IReadOnlyList<byte[]> octets)
    {
        List<SpkiObject> objects = [.. ChainItems.Read([.. octets.Select(item => new ReadOnlyMemory<byte>(item))])];
        return objects.Count == octets.Count
            ? objects
            : throw new ControlException(
                ControlFault.Malformed, $"{octets.Count - objects.Count} of {octets.Count} are no SPKI objects");
    }

    private static Host ToHost(HostEntry entry)
    {
        if (!Hit.TryParse(entry.Hit.ToString(), out Hit hit))
        {
            throw new ControlException(ControlFault.Malformed, $"{entry.Hit} is no HIT");
        }

        Hit rvs = default;
        if (entry.Rvs is { } server && !Hit.TryParse(server.ToString(), out rvs))
        {
            throw new ControlException(ControlFault.Malformed, $"{server} is no HIT of a rendezvous server");
        }

        Encapsulation? encapsulation = entry.Encapsulation switch
        {
            PathEncapsulation.Raw => Encapsulation.Raw,
            PathEncapsulation.Udp => Encapsulation.Udp,
            _ => null,
        };
        return new Host(hit, entry.Name, entry.Addresses, entry.Ipv4, rvs, encapsulation);
    }

    private Hit Resolve(string peer) => parts.Hosts.Resolve(peer)
        ?? throw new ControlException(ControlFault.NotFound, $"nobody here is called {peer}");

    private ChangeResult Apply(Settings settings)
    {
        HostTable configured =
            parts.Hosts.Sources.OfType<HostTable>().First(table => table.Kind == LocatorSource.Static);
        foreach (Host host in configured.Hosts)
        {
            parts.Addresses.Remove(host);
        }

        configured.Replace(settings.Hosts);
        parts.Addresses.Fill();
        parts.Policy.Replace(settings.Policy);
        parts.Effects.DecideAnew();
        return new ChangeResult
        {
            Changed = settings.Hosts.Count,
            Notes = ["hosts and policy were read again; other settings take a restart"],
        };
    }

    /// <summary>The list of hosts is the policy where that is its mode.</summary>
    private void DecideIfListed()
    {
        if (parts.Policy.Mode == PolicyMode.Listed)
        {
            parts.Effects.DecideAnew();
        }
    }

    private void RekeyAll()
    {
        foreach (AssociationView view in parts.Engine.View().Where(view => view.IsOpen))
        {
            parts.Engine.Rekey(parts.Clock.Now, view.Key);
        }
    }

    private Task<HashSet<IPAddress>> AddressesOfAsync(Hit peer) => parts.Loop.AskAsync(() =>
    {
        HashSet<IPAddress> addresses =
            [.. (parts.Hosts.Find(peer)?.Addresses ?? []).Select(endPoint => endPoint.Address)];
        foreach (AssociationView view in parts.Engine.View().Where(view => view.Key.Peer == peer))
        {
            addresses.UnionWith(view.PeerAddresses.Select(address => address.EndPoint.Address));
        }

        return addresses;
    });

    private async Task<PingReply> PingOnceAsync(AssociationKey key, int sequence, CancellationToken cancellation)
    {
        TimeSpan? exchange = null;
        if (await parts.Loop.AskAsync(() => parts.Engine.View(key)) is not { IsOpen: true })
        {
            long start = Stopwatch.GetTimestamp();
            if (await ConnectAsync(key, cancellation) is { } error)
            {
                return new PingReply { Sequence = sequence, Error = error };
            }

            exchange = Stopwatch.GetElapsedTime(start);
        }

        long ticket = Interlocked.Increment(ref lastTicket);
        TimeSpan? roundTrip = await AwaitAnswerAsync(key, ticket, cancellation);
        AssociationView? view = await parts.Loop.AskAsync(() => parts.Engine.View(key));
        return new PingReply
        {
            Sequence = sequence,
            Rtt = roundTrip,
            BaseExchange = exchange,
            Path = view?.Path is { } path ? Records.Path(path, roundTrip) : null,
            Error = roundTrip is null ? "no answer" : null,
        };
    }

    private async Task<TimeSpan?> AwaitAnswerAsync(AssociationKey key, long ticket, CancellationToken cancellation)
    {
        Task<TimeSpan?> answer = parts.Events.Await(ticket);
        try
        {
            bool isSent = await parts.Loop.AskAsync(() => parts.Engine.Ping(parts.Clock.Now, key, ticket));
            return isSent ? await answer.WaitAsync(ExchangeTimeout, cancellation) : null;
        }
        catch (TimeoutException)
        {
            // The association ended, and the question with it.
            return null;
        }
        finally
        {
            parts.Events.StopWaiting(ticket);
        }
    }

    /// <summary>Makes an association, and waits for it; returns why there is none.</summary>
    private async Task<string?> ConnectAsync(AssociationKey key, CancellationToken cancellation)
    {
        Channel<AssociationEvent> channel = parts.Events.Listen();
        try
        {
            if (!await parts.Loop.AskAsync(() => parts.Connector.Connect(key.Local, key.Peer)
                || parts.Engine.View(key) is { State: not HipStack.Association.AssociationState.Failed }))
            {
                return parts.Hosts.Find(key.Peer) is { Addresses.Count: > 0 }
                    ? "an attempt has just failed"
                    : "no locator is known";
            }

            using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(ExchangeTimeout);
            await foreach (AssociationEvent item in channel.Reader.ReadAllAsync(limit.Token))
            {
                if (item.Change != AssociationChange.Moved && item.PeerHit.Equals(key.Peer.ToAddress()))
                {
                    return item.Change == AssociationChange.Up ? null : item.Reason ?? "refused";
                }
            }

            return "the daemon ends";
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return "no answer";
        }
        finally
        {
            parts.Events.StopListening(channel);
        }
    }
}
