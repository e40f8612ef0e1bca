using System.Collections.Immutable;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Keys;

namespace HiperNet.Spki.Reduction;

/// <summary>
/// Why a request is granted: the certificates in the order in which they carry the right from the root to the
/// subject, name definitions before the grants that use them. Empty if the subject is the root itself.
/// </summary>
/// <param name="Steps">The grants and definitions.</param>
public sealed record Proof(ImmutableArray<ProofStep> Steps)
{
    /// <summary>
    /// The proof as a <see cref="Sequence"/> that another party can check with nothing else but its own root: keys,
    /// certificates and revocation lists, each with its signature. Entries of an ACL stay at home.
    /// </summary>
    public Sequence ToSequence(CertificatePool pool)
    {
        List<SpkiObject> items = [];
        HashSet<Principal> keys = [];
        HashSet<ObjectId> statements = [];
        foreach (ProofStep step in Steps)
        {
            foreach (Signed<RevocationObject> statement in step.Evidence.Where(item => statements.Add(item.Object.Id)))
            {
                AddSigned(items, keys, pool, statement.Object, statement.Signature);
            }

            if (step.Certificate is { } certificate)
            {
                AddSigned(items, keys, pool, certificate.Certificate, certificate.Signature);
            }
        }

        return Sequence.Create(items);
    }

    private static void AddSigned(
        List<SpkiObject> items, HashSet<Principal> keys, CertificatePool pool, SpkiObject item, Signature signature)
    {
        Principal signer = signature.Signer.Principal;
        if (signature.Signer.Key is null && keys.Add(signer) && pool.FindKey(signer) is { } key)
        {
            items.Add(new KeyObject(key));
        }

        items.Add(item);
        items.Add(signature);
    }
}
