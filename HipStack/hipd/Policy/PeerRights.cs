using System.Collections.Concurrent;
using HiperNet.HipStack.Esp;

namespace HiperNet.Hipd.Policy;

/// <summary>
/// What a peer may talk about: each service is decided once, when it is first used, and remembered. It is asked on
/// the data path, so that what is remembered costs no decision.
/// </summary>
/// <param name="until">When the association's right ends, on the daemon's clock.</param>
/// <param name="isUnrestricted">Whether everything is granted until then.</param>
/// <param name="decide">Decides a service: until when it is granted, on the daemon's clock; null if it is not.</param>
/// <param name="now">The daemon's clock.</param>
internal sealed class PeerRights(
    TimeSpan until, bool isUnrestricted, Func<byte, ushort, TimeSpan?> decide, Func<TimeSpan> now) : ITrafficRights
{
    /// <summary>The most services remembered; a peer that uses more has each decided anew.</summary>
    public const int MaxServices = 4096;

    /// <summary>How long a refusal is remembered: a certificate may have come since.</summary>
    private static readonly TimeSpan RefusalTime = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<int, (bool Granted, TimeSpan Until)> services = new();

    public bool IsUnrestricted => isUnrestricted;

    public TimeSpan Until => until;

    public bool Allows(byte protocol, ushort servicePort)
    {
        int service = (protocol << 16) | servicePort;
        TimeSpan time = now();
        if (services.TryGetValue(service, out (bool Granted, TimeSpan Until) known) && time < known.Until)
        {
            return known.Granted;
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
