using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using HiperNet.HipStack.Control;
using HiperNet.HipStack.Identity;

namespace HiperNet.Hipd.Peers;

/// <summary>
/// Where the configured hosts are that have names in the domain name system: the host's resolver is asked at the start,
/// and again and again. An answer stands until the next; DNS says where a host is, never who it is.
/// </summary>
internal sealed class DnsLocators(
    HostTable configured, Func<string, CancellationToken, Task<IPAddress[]>> lookup, DaemonClock clock)
    : ILocatorSource
{
    /// <summary>The most addresses of one name that are kept.</summary>
    public const int MaxAddresses = 8;

    /// <summary>How long an answer stands before it is asked for again.</summary>
    public static readonly TimeSpan RefreshInterval = TimeSpan.FromMinutes(5);

    /// <summary>How soon a name that gave no answer is asked for again.</summary>
    public static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<DnsEndPoint, Answer> answers = new();

    /// <inheritdoc/>
    public LocatorSource Kind => LocatorSource.Dns;

    /// <inheritdoc/>
    public IReadOnlyCollection<Host> Hosts => [.. configured.Hosts.Select(Located).OfType<Host>()];

    /// <inheritdoc/>
    public Host? Find(Hit hit) => configured.Find(hit) is { } host ? Located(host) : null;

    /// <summary>Asks until it is cancelled.</summary>
    public async Task RunAsync(TimeProvider time, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            await AskAsync(cancellation).ConfigureAwait(false);
            await Task.Delay(TimeSpan.FromSeconds(1), time, cancellation)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Asks for every name that is due; forgets those that nobody has any more.</summary>
    public async Task AskAsync(CancellationToken cancellation)
    {
        HashSet<DnsEndPoint> names = [.. configured.Hosts.SelectMany(host => host.Names)];
        foreach (DnsEndPoint gone in answers.Keys.Where(name => !names.Contains(name)))
        {
            answers.TryRemove(gone, out _);
        }

        foreach (DnsEndPoint name in names)
        {
            if (!answers.TryGetValue(name, out Answer? last) || last.Due <= clock.Now)
            {
                IPAddress[]? found = await LookUpAsync(name.Host, cancellation).ConfigureAwait(false);
                answers[name] = found is null
                    ? new Answer(last?.Addresses ?? [], clock.Now + RetryInterval)
                    : new Answer([.. found.Take(MaxAddresses)], clock.Now + RefreshInterval);
            }
        }
    }

    private async Task<IPAddress[]?> LookUpAsync(string name, CancellationToken cancellation)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            return await lookup(name, patience.Token).WaitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>A host with what DNS says of it; null if it says nothing.</summary>
    private Host? Located(Host host)
    {
        IPEndPoint[] found =
        [
            .. host.Names.SelectMany(name => answers.GetValueOrDefault(name) is { } answer
                ? answer.Addresses.Select(address => new IPEndPoint(address, name.Port))
                : []),
        ];
        return found.Length == 0 ? null : host with { Addresses = [.. host.Addresses, .. found] };
    }

    private sealed record Answer(IReadOnlyList<IPAddress> Addresses, TimeSpan Due);
}
