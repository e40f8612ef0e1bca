using System.Collections.Immutable;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;

namespace HiperNet.Spki.Revocation;

/// <summary>What a revocation check is about: a certificate, or an entry of an ACL.</summary>
/// <param name="Id">The hash that revalidations name it by.</param>
/// <param name="Marks">
/// The hashes by which a revocation list means it: its own, its issuer's key, the keys its subject names.
/// </param>
/// <param name="Issuer">Who issued it, and so may always cancel it; null for an entry of an ACL.</param>
/// <param name="Tests">The online tests that it asks for.</param>
public readonly record struct RevocationTarget(
    ObjectId Id, ImmutableArray<ObjectId> Marks, Principal? Issuer, ImmutableArray<OnlineTest> Tests)
{
    /// <summary>A certificate as a target.</summary>
    public static RevocationTarget Of(Certificate certificate)
    {
        ImmutableArray<ObjectId> marks =
            [certificate.Id, new ObjectId(certificate.Issuer.Principal), .. KeysOf(certificate.Subject)];
        return new RevocationTarget(certificate.Id, marks, certificate.Issuer.Principal, certificate.Validity.Tests);
    }

    /// <summary>An entry of an ACL as a target.</summary>
    public static RevocationTarget Of(AclEntry entry)
    {
        ObjectId id = ObjectId.Of(entry.Node.Canonical.Span);
        return new RevocationTarget(id, [id, .. KeysOf(entry.Subject)], Issuer: null, entry.Validity.Tests);
    }

    /// <summary>
    /// Every key that a subject names, as holder, owner of a name or branch of a threshold. A canceled key takes a
    /// whole threshold with it, since nobody can say how many of the other branches it speaks for.
    /// </summary>
    private static IEnumerable<ObjectId> KeysOf(Subject subject) => subject switch
    {
        KeySubject key => [new ObjectId(key.Key.Principal)],
        NameSubject { Name.Owner: { } owner } => [new ObjectId(owner.Principal)],
        KeyholderSubject holder => KeysOf(holder.Holder),
        ThresholdSubject threshold => threshold.Branches.SelectMany(KeysOf),
        _ => [],
    };
}
