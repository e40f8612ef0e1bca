using System.Collections.Concurrent;
using HiperNet.HipStack.Esp;

namespace HiperNet.Hipd.Policy;

/// <summary>
/// What a peer with narrow rights may talk about: each service is decided once, when it is first used, and
/// remembered. It is asked on the data path by several threads: what is remembered costs no decision, decisions come
/// one at a time because a pool of certificates has one owner, and a peer that tries port after port gets few of them.
/// </summary>
/// <param name="until">When the association's right ends, on the daemon's clock.</param>
/// <param name="decide">Decides a service: until when it is granted, on the daemon's clock; null if it is not.</param>
/// <param name="now">The daemon's clock.</param>
internal sealed class PeerRights(
    TimeSpan until, Func<byte, ushort, TimeSpan?> decide, Func<TimeSpan> now) : ITrafficRights
{
    /// <summary>The most services remembered; a peer that uses more has each decided anew.</summary>
    public const int MaxServices = 4096;

    /// <summary>The most decisions a second; beyond them what is not remembered is refused.</summary>
    public const int MaxDecisions = 100;

    /// <summary>How long a refusal is remembered: a certificate may have become valid since.</summary>
    public static readonly TimeSpan RefusalTime = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<int, (bool Granted, TimeSpan Until)> services = new();
    private readonly Lock gate = new();
    private TimeSpan periodEnd;
    private int decisions;

    public bool IsUnrestricted => false;

    public TimeSpan Until => until;

    public bool Allows(byte protocol, ushort servicePort)
    {
        int service = (protocol << 16) | servicePort;
        return Recall(service) ?? Decide(service, protocol, servicePort);
    }

    private bool? Recall(int service) =>
        services.TryGetValue(service, out (bool Granted, TimeSpan Until) known) && now() < known.Until
            ? known.Granted
            : null;

    private bool Decide(int service, byte protocol, ushort servicePort)
    {
        lock (gate)
        {
            if (Recall(service) is { } known)
            {
                return known;
            }

            TimeSpan time = now();
            if (!MayDecide(time))
            {
                return false;
            }

            if (services.Count >= MaxServices)
            {
                services.Clear();
            }

            TimeSpan? granted = decide(protocol, servicePort);
            services[service] = granted is { } end ? (true, end) : (false, time + RefusalTime);
            return granted is not null;
        }
    }

    private bool MayDecide(TimeSpan time)
    {
        if (time >= periodEnd)
        {
            periodEnd = time + Period;
            decisions = 0;
        }

        return ++decisions <= MaxDecisions;
    }
}
