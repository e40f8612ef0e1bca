using System.Collections.Immutable;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;

namespace HiperNet.Spki.Revocation;

/// <summary>What a revocation check is about: a certificate, or an entry of an ACL.</summary>
/// <param name="Id">The hash that revalidations name it by.</param>
/// <param name="Marks">The hashes by which a revocation list means it: its own, its issuer's key, its subject's key.</param>
/// <param name="Issuer">Who issued it, and so may always cancel it; null for an entry of an ACL.</param>
/// <param name="Tests">The online tests that it asks for.</param>
public readonly record struct RevocationTarget(
    ObjectId Id, ImmutableArray<ObjectId> Marks, Principal? Issuer, ImmutableArray<OnlineTest> Tests)
{
    /// <summary>A certificate as a target.</summary>
    public static RevocationTarget Of(Certificate certificate)
    {
        ImmutableArray<ObjectId> marks = KeyOf(certificate.Subject) is { } key
            ? [certificate.Id, new ObjectId(certificate.Issuer.Principal), new ObjectId(key)]
            : [certificate.Id, new ObjectId(certificate.Issuer.Principal)];
        return new RevocationTarget(certificate.Id, marks, certificate.Issuer.Principal, certificate.Validity.Tests);
    }

    /// <summary>An entry of an ACL as a target.</summary>
    public static RevocationTarget Of(AclEntry entry)
    {
        ObjectId id = ObjectId.Of(entry.ToSexp().Canonical.Span);
        ImmutableArray<ObjectId> marks = KeyOf(entry.Subject) is { } key ? [id, new ObjectId(key)] : [id];
        return new RevocationTarget(id, marks, Issuer: null, entry.Validity.Tests);
    }

    private static Principal? KeyOf(Subject subject) => subject switch
    {
        KeySubject key => key.Key.Principal,
        KeyholderSubject { Holder: KeySubject key } => key.Key.Principal,
        _ => null,
    };
}
