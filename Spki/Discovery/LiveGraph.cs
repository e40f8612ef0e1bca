using System.Runtime.InteropServices;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Names;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Discovery;

/// <summary>
/// The part of a pool from which a party can be reached at all, found backwards from it. A search from the root
/// then never leaves it. It holds at least every certificate of every chain, and may hold more.
/// </summary>
internal sealed class LiveGraph
{
    private readonly CertificatePool pool;
    private readonly Func<PooledCertificate, bool> usable;
    private readonly int mark;
    private readonly HashSet<Principal> issuers = [];
    private readonly Dictionary<LocalName, List<PooledCertificate>> definitions = [];
    private readonly HashSet<Party> seenParties = [];
    private readonly Dictionary<SexpAtom, bool> laterIdentifiers = [];
    private readonly Queue<Party> openParties = new();
    private readonly Queue<PooledCertificate> openCertificates = new();
    private readonly bool rootHasLongNames;

    private LiveGraph(CertificatePool pool, Func<PooledCertificate, bool> usable, bool rootHasLongNames)
    {
        this.pool = pool;
        mark = pool.NextMark();
        this.usable = usable;
        this.rootHasLongNames = rootHasLongNames;
    }

    /// <summary>Walks back from <paramref name="goal"/>.</summary>
    /// <param name="goal">Who is to be reached.</param>
    /// <param name="pool">The certificates there are.</param>
    /// <param name="usable">Which of them may be used at all.</param>
    /// <param name="rootHasLongNames">Whether the root grants to names of several identifiers.</param>
    public static LiveGraph Towards(
        Party goal, CertificatePool pool, Func<PooledCertificate, bool> usable, bool rootHasLongNames)
    {
        LiveGraph graph = new(pool, usable, rootHasLongNames);
        graph.Open(goal);
        if (goal.Kind == PartyKind.Keyholder)
        {
            // (keyholder (name ..)) resolves through names that end in the held key.
            graph.Open(Party.Key(goal.Id));
        }

        while (graph.openCertificates.TryDequeue(out PooledCertificate? certificate) || graph.OpenNextParty())
        {
            if (certificate is not null)
            {
                graph.Take(certificate);
            }
        }

        return graph;
    }

    /// <summary>Whether a certificate may lead to the goal; good until another graph of the pool is made.</summary>
    public bool Holds(PooledCertificate certificate) => certificate.Mark == mark;

    /// <summary>The definitions of a name that may lead to the goal.</summary>
    public ReadOnlySpan<PooledCertificate> Defining(LocalName name) =>
        definitions.TryGetValue(name, out List<PooledCertificate>? list) ? CollectionsMarshal.AsSpan(list) : [];

    /// <summary>Whether anything is issued to the goal or to a name of it.</summary>
    public bool IsEmpty => issuers.Count == 0 && definitions.Count == 0;

    /// <summary>The issuers in the graph to whom nothing in it is issued: where a chain would have to arrive.</summary>
    public IEnumerable<Principal> Sources =>
        issuers.Where(issuer => pool.Mentioning(Party.Key(issuer)).IsEmpty).Order();

    /// <summary>The issuers in the graph.</summary>
    public IEnumerable<Principal> Issuers => issuers.Order();

    private void Open(Party party)
    {
        if (seenParties.Add(party))
        {
            openParties.Enqueue(party);
        }
    }

    private bool OpenNextParty()
    {
        if (!openParties.TryDequeue(out Party party))
        {
            return false;
        }

        OpenAll(pool.Mentioning(party));
        return true;
    }

    private void OpenAll(ReadOnlySpan<PooledCertificate> certificates)
    {
        foreach (PooledCertificate certificate in certificates)
        {
            if (!Holds(certificate) && usable(certificate))
            {
                certificate.Mark = mark;
                openCertificates.Enqueue(certificate);
            }
        }
    }

    private void Take(PooledCertificate pooled)
    {
        if (pooled.Certificate is not NameCertificate definition)
        {
            Principal issuer = pooled.Certificate.Issuer.Principal;
            issuers.Add(issuer);
            Open(Party.Key(issuer));
            return;
        }

        ListIn(definitions, definition.Defines).Add(pooled);
        OpenAll(pool.Naming(definition.Defines));

        // A longer name comes to its second and later steps through other names, which mean this one's owner.
        if (IsLaterIdentifier(definition.Defines.Identifier))
        {
            Open(Party.Key(definition.Defines.Owner));
        }
    }

    /// <summary>
    /// Whether names have this identifier after their first; when first asked, opens all that end in it.
    /// </summary>
    private bool IsLaterIdentifier(SexpAtom identifier)
    {
        if (laterIdentifiers.TryGetValue(identifier, out bool known))
        {
            return known;
        }

        bool later = rootHasLongNames || pool.IsLaterIdentifier(identifier);
        laterIdentifiers.Add(identifier, later);
        OpenAll(pool.EndingIn(identifier));
        return later;
    }

    private static List<PooledCertificate> ListIn<TKey>(Dictionary<TKey, List<PooledCertificate>> lists, TKey key)
        where TKey : notnull
    {
        ref List<PooledCertificate>? list = ref CollectionsMarshal.GetValueRefOrAddDefault(lists, key, out _);
        return list ??= new List<PooledCertificate>(1);
    }
}
