using System.Collections.Concurrent;
using HiperNet.HipStack.Association;
using HiperNet.Hipd.DataPath;
using Path = HiperNet.HipStack.Association.Path;

namespace HiperNet.Hipd;

/// <summary>
/// The control thread: it alone drives the engine. Packets from the network wait in one bounded queue, what the
/// daemon itself wants in another, and they take turns: a flood takes no memory, and keeps nobody at the control
/// socket waiting.
/// </summary>
internal sealed class HipLoop : IDataEvents, IDisposable
{
    /// <summary>The most things of the daemon itself that wait.</summary>
    public const int Capacity = 4096;

    /// <summary>Of these, what the data path may take; the rest is for people.</summary>
    public const int DataCapacity = 2048;

    /// <summary>The most packets of the network that wait.</summary>
    public const int NetworkCapacity = 4096;

    private const int MaxWaitMilliseconds = 1000;
    private const int ErrorsPerSecond = 1;

    private readonly BlockingCollection<Action> own = new(Capacity);
    private readonly BlockingCollection<Action> network = new(NetworkCapacity);
    private readonly BlockingCollection<Action>[] both;
    private readonly HipEngine engine;
    private readonly EffectHandler effects;
    private readonly Connector connector;
    private readonly Housekeeping housekeeping;
    private readonly DaemonClock clock;
    private readonly LogLimit errors;
    private long overflow;

    public HipLoop(
        HipEngine engine,
        EffectHandler effects,
        Connector connector,
        Housekeeping housekeeping,
        DaemonClock clock,
        Action<string> log)
    {
        this.engine = engine;
        this.effects = effects;
        this.connector = connector;
        this.housekeeping = housekeeping;
        this.clock = clock;
        both = [own, network];
        errors = new LogLimit(ErrorsPerSecond, clock, log);
    }

    /// <summary>The HIP packets that came, by type.</summary>
    public HipCounters Received { get; } = new();

    /// <summary>Packets that did not fit the queue.</summary>
    public long Overflow => Interlocked.Read(ref overflow);

    /// <summary>Runs until cancelled.</summary>
    public void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            bool hadOwn = TryDoNext(own);
            bool hadPacket = TryDoNext(network);
            if (!hadOwn && !hadPacket)
            {
                Await();
            }

            Do(Tick);
        }

        // Whoever asked gets an answer.
        while (TryDoNext(own))
        {
        }
    }

    /// <summary>Has the control thread do something, and waits for the result.</summary>
    public Task<T> AskAsync<T>(Func<T> question)
    {
        TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        bool isTaken = own.TryAdd(() =>
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
    public bool Post(Action action) => own.TryAdd(action);

    /// <inheritdoc/>
    public void HipReceived(Path path, ReadOnlySpan<byte> packet)
    {
        Received.Count(packet);
        if (network.Count >= NetworkCapacity)
        {
            Interlocked.Increment(ref overflow);
            return;
        }

        byte[] copy = packet.ToArray();
        Offer(network, NetworkCapacity, () => engine.Receive(clock.Now, path, copy));
    }

    /// <inheritdoc/>
    public void DataReceived(uint spi, Path path, bool shouldRekey) => Offer(own, DataCapacity, () =>
    {
        engine.DataReceived(clock.Now, spi, path);
        if (shouldRekey && effects.KeyOf(spi) is { } key)
        {
            engine.Rekey(clock.Now, key);
        }
    });

    /// <inheritdoc/>
    public void DataSent(AssociationKey key, bool shouldRekey) => Offer(own, DataCapacity, () =>
    {
        engine.DataSent(clock.Now, key);
        if (shouldRekey)
        {
            engine.Rekey(clock.Now, key);
        }
    });

    /// <inheritdoc/>
    public void PacketWaits(UInt128 localHit, UInt128 peerHit) =>
        Offer(own, DataCapacity, () => connector.PacketWaits(localHit, peerHit));

    /// <inheritdoc/>
    public void UnknownSpi(Path path) =>
        connector.NoteUnknownSpi(path, action => Offer(network, NetworkCapacity, action));

    public void Dispose()
    {
        own.Dispose();
        network.Dispose();
    }

    private void Offer(BlockingCollection<Action> queue, int most, Action action)
    {
        if (queue.Count >= most || !queue.TryAdd(action))
        {
            Interlocked.Increment(ref overflow);
        }
    }

    private void Await()
    {
        if (BlockingCollection<Action>.TryTakeFromAny(
            both, out Action? item, WaitTime(), CancellationToken.None) >= 0)
        {
            Do(item!);
        }
    }

    private bool TryDoNext(BlockingCollection<Action> queue)
    {
        if (!queue.TryTake(out Action? item))
        {
            return false;
        }

        Do(item);
        return true;
    }

    private void Tick()
    {
        engine.Tick(clock.Now);
        housekeeping.Run();
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
            errors.Write($"error: {error}");
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
