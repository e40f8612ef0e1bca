using System.Collections.Concurrent;
using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Identity;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Registrar.Federation;

/// <summary>Talks to other registrars, as a registrar. Their TLS keys must be those that they are known by.</summary>
public sealed class PeerClients : IDisposable
{
    private const int Tries = 2;
    private readonly Dictionary<string, RegistrarClient> clients = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, PublicKey> keys = new(StringComparer.Ordinal);

    /// <summary>Clients of these; nothing is connected yet.</summary>
    /// <param name="peers">The others.</param>
    /// <param name="own">The registrar's key; its owner disposes of it.</param>
    public PeerClients(IReadOnlyList<Peer> peers, PrivateKey own)
    {
        ArgumentNullException.ThrowIfNull(peers);
        ArgumentNullException.ThrowIfNull(own);
        All = peers;
        foreach (Peer peer in peers)
        {
            clients.Add(peer.Name, new RegistrarClient(new RegistrarOptions(
                peer.Principal.ToString(),
                peer.Addresses,
                new SpkiMessageSigner(own),
                own.Public.Sexp.Canonical,
                octets => TlsIdentity.Is(peer.Principal, octets))
            {
                RequestTime = FederationLimits.RequestTime, Tries = Tries,
            }));
        }
    }

    /// <summary>The others.</summary>
    public IReadOnlyList<Peer> All { get; }

    /// <summary>Who talks to a peer; null if it is none (any more).</summary>
    public RegistrarClient? Of(string peer) => clients.GetValueOrDefault(peer);

    /// <summary>The peer of a principal; null if there is none.</summary>
    public Peer? Find(Principal principal) => All.FirstOrDefault(peer => peer.Principal == principal);

    /// <summary>A peer's public key; null if it does not answer with it.</summary>
    public async Task<PublicKey?> KeyAsync(Peer peer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(peer);
        if (keys.TryGetValue(peer.Name, out PublicKey? known))
        {
            return known;
        }

        ApiAnswer<RegistrarInfo> info = await clients[peer.Name].InfoAsync(cancellation);
        if (info.Value is not { } answer
            || !CanonicalParser.TryParse(answer.Key, limits: null, out SexpNode? node, out _)
            || !PublicKey.TryParse(node, out PublicKey? key, out _)
            || key.Principal != peer.Principal)
        {
            return null;
        }

        return keys.GetOrAdd(peer.Name, key);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (RegistrarClient client in clients.Values)
        {
            client.Dispose();
        }
    }
}
