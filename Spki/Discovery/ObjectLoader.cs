using System.Collections.Immutable;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Revocation;

namespace HiperNet.Spki.Discovery;

/// <summary>
/// Puts objects as they come, in a sequence or one after the other, where a decision looks for them. What is not
/// signed by its issuer counts for nothing and is reported; it takes nothing else with it.
/// </summary>
public static class ObjectLoader
{
    /// <summary>Loads keys and signed certificates into a pool, signed lists and revalidations into a state.</summary>
    /// <param name="items">The objects in order, each right before its signature. Sequences are taken apart.</param>
    /// <param name="pool">Where keys and certificates go.</param>
    /// <param name="revocations">Where lists and revalidations go.</param>
    /// <returns>What counts for nothing.</returns>
    public static ImmutableArray<LoadProblem> Load(
        IEnumerable<SpkiObject> items, CertificatePool pool, RevocationState revocations)
    {
        ImmutableArray<SpkiObject> flat = [.. items.SelectMany(item => item is Sequence inner ? inner.Items : [item])];
        foreach (KeyObject key in flat.OfType<KeyObject>())
        {
            pool.AddKey(key.Key);
        }

        // Certificates first: they may bring the keys that lists are signed with, wherever in the order they stand.
        List<LoadProblem> problems = [];
        for (int i = 0; i < flat.Length; i++)
        {
            LoadFault? fault = flat[i] is RevocationObject ? null : Add(flat, i, pool);
            if (fault is { } found)
            {
                problems.Add(new LoadProblem(i, flat[i], found));
            }
        }

        for (int i = 0; i < flat.Length; i++)
        {
            LoadFault? fault = flat[i] is RevocationObject list
                ? Add(list, SignatureAfter(flat, i), pool, revocations)
                : null;
            if (fault is { } found)
            {
                problems.Add(new LoadProblem(i, flat[i], found));
            }
        }

        return [.. problems.OrderBy(problem => problem.Index)];
    }

    private static Signature? SignatureAfter(ImmutableArray<SpkiObject> flat, int index) =>
        index + 1 < flat.Length ? flat[index + 1] as Signature : null;

    private static LoadFault? Add(
        ImmutableArray<SpkiObject> flat, int index, CertificatePool pool) => flat[index] switch
    {
        Certificate certificate => SignatureAfter(flat, index) is { } signature
            ? Describe(pool.Add(certificate, signature))
            : LoadFault.Unsigned,
        Signature when index == 0 || flat[index - 1] is not (Certificate or RevocationObject) =>
            LoadFault.MisplacedSignature,
        Acl => LoadFault.ForeignAcl,
        _ => null,
    };

    private static LoadFault? Add(
        RevocationObject statement, Signature? signature, CertificatePool pool, RevocationState revocations)
    {
        if (signature is null)
        {
            return LoadFault.Unsigned;
        }

        PublicKey? key = signature.Signer.Key ?? pool.FindKey(signature.Signer.Principal);
        return key is null ? LoadFault.UnknownKey : Describe(revocations.TryAdd(statement, signature, key));
    }

    private static LoadFault? Describe(PoolFault fault) => fault switch
    {
        PoolFault.None => null,
        PoolFault.OtherSigner => LoadFault.OtherSigner,
        PoolFault.OtherObject => LoadFault.OtherObject,
        PoolFault.Full => LoadFault.Full,
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };

    private static LoadFault? Describe(RevocationFault fault) => fault switch
    {
        RevocationFault.None => null,
        RevocationFault.BadSignature => LoadFault.BadSignature,
        RevocationFault.UnknownNonce => LoadFault.UnknownNonce,
        RevocationFault.TooMany => LoadFault.Full,
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
