using System.Collections.Concurrent;
using HiperNet.HipStack.Association;
using HiperNet.Hipd.DataPath;
using Path = HiperNet.HipStack.Association.Path;

namespace HiperNet.Hipd;

/// <summary>
/// The control thread: it alone drives the engine. What others want is put into a bounded queue; packets from the
/// network are dropped when it is full, so that a flood takes no memory.
/// </summary>
internal sealed class HipLoop : IDataEvents, IDisposable
{
    /// <summary>The most things that wait.</summary>
    public const int Capacity = 8192;

    /// <summary>Of these, what the network may take; the rest is for the daemon itself.</summary>
    public const int NetworkCapacity = 4096;

    private const int MaxWaitMilliseconds = 1000;

    private readonly BlockingCollection<Action> work = new(Capacity);
    private readonly HipEngine engine;
    private readonly EffectHandler effects;
    private readonly Connector connector;
    private readonly DaemonClock clock;
    private readonly Action<string> log;
    private long overflow;

    public HipLoop(HipEngine engine, EffectHandler effects, Connector connector, DaemonClock clock, Action<string> log)
    {
        this.engine = engine;
        this.effects = effects;
        this.connector = connector;
        this.clock = clock;
        this.log = log;
    }

    /// <summary>The HIP packets that came.</summary>
    public HipPacketCounts Received { get; } = new();

    /// <summary>Packets that did not fit the queue.</summary>
    public long Overflow => Interlocked.Read(ref overflow);

    /// <summary>Runs until cancelled.</summary>
    public void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            if (work.TryTake(out Action? item, WaitTime(), CancellationToken.None))
            {
                Do(item);
            }

            engine.Tick(clock.Now);
            effects.Drain();
        }

        while (work.TryTake(out Action? item))
        {
            Do(item);
        }
    }

    /// <summary>Has the control thread do something, and waits for the result.</summary>
    public Task<T> AskAsync<T>(Func<T> question)
    {
        TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        bool isTaken = work.TryAdd(() =>
        {
            try
            {
                answer.SetResult(question());
            }
#pragma warning disable CA1031 // whoever asked gets it
            catch (Exception error)
#pragma warning restore CA1031
            {
                answer.SetException(error);
            }
        });
        if (!isTaken)
        {
            answer.SetException(new InvalidOperationException("The daemon has too much to do."));
        }

        return answer.Task;
    }

    /// <summary>Has the control thread do something; false if too much waits already.</summary>
    public bool Post(Action action) => work.TryAdd(action);

    /// <inheritdoc/>
    public void HipReceived(Path path, ReadOnlySpan<byte> packet)
    {
        byte[] copy = packet.ToArray();
        Offer(() =>
        {
            Received.Add(copy);
            engine.Receive(clock.Now, path, copy);
        });
    }

    /// <inheritdoc/>
    public void DataReceived(uint spi, Path path, bool shouldRekey) => Offer(() =>
    {
        engine.DataReceived(clock.Now, spi, path);
        if (shouldRekey && effects.KeyOf(spi) is { } key)
        {
            engine.Rekey(clock.Now, key);
        }
    });

    /// <inheritdoc/>
    public void DataSent(AssociationKey key, bool shouldRekey) => Offer(() =>
    {
        engine.DataSent(clock.Now, key);
        if (shouldRekey)
        {
            engine.Rekey(clock.Now, key);
        }
    });

    /// <inheritdoc/>
    public void PacketWaits(UInt128 localHit, UInt128 peerHit) => Offer(() => connector.PacketWaits(localHit, peerHit));

    /// <inheritdoc/>
    public void UnknownSpi(Path path) => connector.NoteUnknownSpi(path, Offer);

    public void Dispose() => work.Dispose();

    private void Offer(Action action)
    {
        if (work.Count >= NetworkCapacity || !work.TryAdd(action))
        {
            Interlocked.Increment(ref overflow);
        }
    }

    private void Do(Action item)
    {
        try
        {
            item();
            effects.Drain();
        }
#pragma warning disable CA1031 // a fault in one packet must not end the daemon; it is a bug, and is logged
        catch (Exception error)
#pragma warning restore CA1031
        {
            log($"error: {error}");
        }
    }

    private int WaitTime()
    {
        if (engine.NextDeadline is not { } deadline)
        {
            return MaxWaitMilliseconds;
        }

        double left = Math.Ceiling((deadline - clock.Now).TotalMilliseconds);
        return (int)Math.Clamp(left, 0, MaxWaitMilliseconds);
    }
}
