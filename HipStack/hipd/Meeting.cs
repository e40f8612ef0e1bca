using System.Net;
using System.Threading.Channels;
using HiperNet.HipStack.Control;
using HiperNet.HipStack.Identity;
using AssociationEvent = HiperNet.HipStack.Control.AssociationEvent;

namespace HiperNet.Hipd;

/// <summary>
/// Opportunistic exchanges (RFC 7401 section 4.1.8), for people: whoever proves a key at an address is the peer, if the
/// policy lets it. It is not remembered beyond its association, as nobody said that it is trusted.
/// </summary>
internal sealed class Meeting(DaemonParts parts)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>The host at an address: one that is known there, or else whoever answers.</summary>
    /// <exception cref="ControlException">
    /// <see cref="ControlFault.NotFound"/>: opportunistic mode is off, or nobody answered whom the policy lets.
    /// </exception>
    public async Task<Hit> AtAsync(IPAddress address, CancellationToken cancellation)
    {
        if (await KnownAtAsync(address) is { IsNone: false } known)
        {
            return known;
        }

        if (!parts.Settings.Engine.AllowOpportunistic)
        {
            throw NotFound(
                $"no known host is at {address}; with associations.opportunistic hipd would ask who is there");
        }

        Hit local = parts.Settings.Identities[0].Hit;
        Channel<AssociationEvent> channel = parts.Events.Listen();
        try
        {
            if (!await parts.Loop.AskAsync(() => parts.Connector.Meet(local, address)))
            {
                throw NotFound($"there is no way to {address}, or another host is being asked for at this moment");
            }

            using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(Patience);
            return await FirstAtAsync(channel, address, limit.Token) ?? throw NotFound($"nobody answered at {address}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw NotFound($"nobody answered at {address} whom the policy lets");
        }
        finally
        {
            parts.Events.StopListening(channel);
        }
    }

    private Task<Hit> KnownAtAsync(IPAddress address) => parts.Loop.AskAsync(() =>
        parts.Hosts.At(address) is { IsNone: false } host
            ? host
            : parts.Engine.View()
                .FirstOrDefault(view => view.IsOpen && view.Path?.Remote.Address.Equals(address) == true)
                ?.Key.Peer ?? default);

    private static async Task<Hit?> FirstAtAsync(
        Channel<AssociationEvent> channel, IPAddress address, CancellationToken cancellation)
    {
        await foreach (AssociationEvent item in channel.Reader.ReadAllAsync(cancellation))
        {
            if (item.Change == AssociationChange.Up
                && item.Path is { } path
                && path.Remote.Address.Equals(address)
                && Hit.TryParse(item.PeerHit.ToString(), out Hit peer))
            {
                return peer;
            }
        }

        return null;
    }

    private static ControlException NotFound(string message) => new(ControlFault.NotFound, message);
}
