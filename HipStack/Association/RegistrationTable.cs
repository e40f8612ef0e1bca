using HiperNet.HipStack.Identity;
using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Association;

/// <summary>Who is registered with us, by HIT, and with whom we are.</summary>
internal sealed class RegistrationTable
{
    private readonly Dictionary<Hit, HipAssociation> clients = [];
    private readonly HashSet<HipAssociation> servers = [];

    /// <summary>How many hosts are registered with us.</summary>
    public int Count => clients.Count;

    /// <summary>The associations with hosts that we are registered with.</summary>
    public IReadOnlyCollection<HipAssociation> Servers => servers;

    /// <summary>The association of a host that has this service from us; null if there is none.</summary>
    public HipAssociation? FindClient(Hit client, RegistrationType type, TimeSpan now) =>
        clients.TryGetValue(client, out HipAssociation? association)
            && association is { IsOpen: true, Secrets: not null }
            && association.Registrations.Grants(type, now)
            ? association
            : null;

    /// <summary>Takes over what an association's registrations have become.</summary>
    public void Update(HipAssociation association)
    {
        Hit client = association.Key.Peer;
        if (association.Registrations.Granted.Count > 0)
        {
            clients[client] = association;
        }
        else if (clients.TryGetValue(client, out HipAssociation? known) && known == association)
        {
            clients.Remove(client);
        }

        if (association.Registrations.Held.Values.Any(held => held.Until is not null))
        {
            servers.Add(association);
        }
        else
        {
            servers.Remove(association);
        }
    }

    /// <summary>The keys of an association are gone, and with them what it stood for.</summary>
    public void Forget(HipAssociation association)
    {
        servers.Remove(association);
        if (clients.TryGetValue(association.Key.Peer, out HipAssociation? known) && known == association)
        {
            clients.Remove(association.Key.Peer);
        }
    }

    /// <summary>Whether one more host may register.</summary>
    public bool HasRoomFor(HipAssociation association, int most) =>
        clients.Count < most || clients.ContainsKey(association.Key.Peer);
}
