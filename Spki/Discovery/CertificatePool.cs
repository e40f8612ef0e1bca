using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Names;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Discovery;

/// <summary>
/// Certificates in no order, indexed so that a chain can be found among many (Clarke, Elien, Ellison, Fredette,
/// Morcos, Rivest: Certificate chain discovery in SPKI/SDSI, 2001). Adding or removing one touches its own index
/// entries only. Not for several threads at once.
/// </summary>
public sealed class CertificatePool
{
    /// <summary>The most certificates in a pool, unless its maker says otherwise.</summary>
    public const int DefaultCapacity = 1 << 20;

    private readonly Dictionary<ObjectId, PooledCertificate> all = [];
    private readonly Dictionary<Principal, PublicKey> keys = [];
    private readonly CertificateIndex<Principal> byIssuer = new();
    private readonly CertificateIndex<Party> byParty = new();
    private readonly CertificateIndex<LocalName> byLocalName = new();
    private readonly CertificateIndex<SexpAtom> byLastIdentifier = new();
    private readonly CertificateIndex<SexpAtom> byLaterIdentifier = new();

    private int lastMark;

    /// <summary>An empty pool for at most <paramref name="capacity"/> certificates and twice as many keys.</summary>
    public CertificatePool(int capacity = DefaultCapacity) => Capacity = capacity;

    /// <summary>The most certificates that it takes.</summary>
    public int Capacity { get; }

    /// <summary>How many certificates there are.</summary>
    public int Count => all.Count;

    /// <summary>The certificates, in no order.</summary>
    public IEnumerable<PooledCertificate> Certificates => all.Values;

    /// <summary>Changes with every addition.</summary>
    public int AdditionVersion { get; private set; }

    /// <summary>Changes with every removal.</summary>
    public int RemovalVersion { get; private set; }

    /// <summary>Takes in a certificate if its signature is at least by its issuer and over it.</summary>
    public PoolFault Add(Certificate certificate, Signature signature)
    {
        if (signature.Signer.Principal != certificate.Issuer.Principal)
        {
            return PoolFault.OtherSigner;
        }

        if (all.TryGetValue(certificate.Id, out PooledCertificate? known)
            && known.Signature.Node.Equals(signature.Node))
        {
            return PoolFault.None;
        }

        if (!signature.Covers(certificate))
        {
            return PoolFault.OtherObject;
        }

        if (known is null && all.Count >= Capacity)
        {
            return PoolFault.Full;
        }

        AddKeysOf(certificate, signature);
        if (known is not null)
        {
            AdditionVersion += known.AddSignature(signature, FindKey(certificate.Issuer.Principal)) ? 1 : 0;
            return PoolFault.None;
        }

        AdditionVersion++;
        PooledCertificate pooled = new(certificate, signature);
        all.Add(certificate.Id, pooled);
        Index(pooled, isIn: true);
        return PoolFault.None;
    }

    /// <summary>Makes a key known to the certificates that name their issuer by hash.</summary>
    /// <returns>False if there is no room for it.</returns>
    public bool AddKey(PublicKey key)
    {
        if (keys.ContainsKey(key.Principal))
        {
            return true;
        }

        if (keys.Count >= 2L * Capacity)
        {
            return false;
        }

        keys.Add(key.Principal, key);
        AdditionVersion++;
        return true;
    }

    /// <summary>Takes a certificate out; false if it was not there. Keys stay.</summary>
    public bool Remove(ObjectId id)
    {
        if (!all.Remove(id, out PooledCertificate? pooled))
        {
            return false;
        }

        Index(pooled, isIn: false);
        RemovalVersion++;
        return true;
    }

    /// <summary>
    /// Takes out what has ended before <paramref name="now"/>, with the answers about its signatures, and the keys
    /// by which no certificate is left. A long-lived pool needs this now and then, or it fills.
    /// </summary>
    /// <returns>How many certificates went.</returns>
    public int RemoveEnded(SpkiTime now)
    {
        HashSet<PooledCertificate> ended = new(
            all.Values.Where(pooled => pooled.Certificate.Validity.NotAfter < now), ReferenceEqualityComparer.Instance);
        if (ended.Count > 0)
        {
            byIssuer.RemoveAll(ended.Contains);
            byParty.RemoveAll(ended.Contains);
            byLocalName.RemoveAll(ended.Contains);
            byLastIdentifier.RemoveAll(ended.Contains);
            byLaterIdentifier.RemoveAll(ended.Contains);
            RemovalVersion++;
        }

        foreach (PooledCertificate pooled in ended)
        {
            all.Remove(pooled.Certificate.Id);
        }

        foreach (Principal key in keys.Keys.Where(key => byIssuer[key].IsEmpty).ToList())
        {
            keys.Remove(key);
        }

        return ended.Count;
    }

    /// <summary>The certificate with this hash, or null.</summary>
    public PooledCertificate? Find(ObjectId id) => all.GetValueOrDefault(id);

    /// <summary>The key with this hash, or null.</summary>
    public PublicKey? FindKey(Principal principal) => keys.GetValueOrDefault(principal);

    /// <summary>A mark that no certificate bears yet, for a walk that must see each certificate once.</summary>
    internal int NextMark() => ++lastMark;

    /// <summary>The certificates of an issuer.</summary>
    internal ReadOnlySpan<PooledCertificate> IssuedBy(Principal issuer) => byIssuer[issuer];

    /// <summary>The certificates that have the party among their subjects.</summary>
    internal ReadOnlySpan<PooledCertificate> Mentioning(Party party) => byParty[party];

    /// <summary>The certificates that have this name, by itself, among their subjects.</summary>
    internal ReadOnlySpan<PooledCertificate> Naming(LocalName name) => byLocalName[name];

    /// <summary>The certificates that have a name of several identifiers among their subjects that ends so.</summary>
    internal ReadOnlySpan<PooledCertificate> EndingIn(SexpAtom identifier) => byLastIdentifier[identifier];

    /// <summary>Whether a name of several identifiers has this one after the first.</summary>
    internal bool IsLaterIdentifier(SexpAtom identifier) => !byLaterIdentifier[identifier].IsEmpty;

    /// <summary>Puts a certificate into every index, or takes it out of each.</summary>
    private void Index(PooledCertificate pooled, bool isIn)
    {
        byIssuer.Set(pooled.Certificate.Issuer.Principal, pooled, isIn);
        foreach (Party party in SubjectLeaves.Parties(pooled.Certificate.Subject))
        {
            byParty.Set(party, pooled, isIn);
        }

        foreach (Name name in SubjectLeaves.Names(pooled.Certificate.Subject))
        {
            if (name.Identifiers is [var only])
            {
                byLocalName.Set(pooled.LocalNameOf(name, only), pooled, isIn);
                continue;
            }

            byLastIdentifier.Set(name.Identifiers[^1], pooled, isIn);
            foreach (SexpAtom later in name.Identifiers.Skip(1))
            {
                byLaterIdentifier.Set(later, pooled, isIn);
            }
        }
    }

    private void AddKeysOf(Certificate certificate, Signature signature)
    {
        AddKeyOf(certificate.Issuer);
        AddKeyOf(signature.Signer);
        if (certificate.Subject is KeySubject subject)
        {
            AddKeyOf(subject.Key);
        }
    }

    private void AddKeyOf(PrincipalReference reference)
    {
        if (reference.Key is { } key)
        {
            AddKey(key);
        }
    }
}
