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

        ImmutableArray<LoadProblem>.Builder problems = ImmutableArray.CreateBuilder<LoadProblem>();
        for (int i = 0; i < flat.Length; i++)
        {
            SpkiObject item = flat[i];
            Signature? signature = i + 1 < flat.Length ? flat[i + 1] as Signature : null;
            string? problem = item switch
            {
                Certificate or RevocationObject when signature is null => "it has no signature",
                Certificate certificate => Describe(pool.Add(certificate, signature!)),
                RevocationObject statement => Add(statement, signature!, pool, revocations),
                Signature when i == 0 || flat[i - 1] is not (Certificate or RevocationObject) =>
                    "a signature that follows nothing it could cover",
                Acl => "an ACL counts only as the verifier's own",
                _ => null,
            };
            if (problem is not null)
            {
                problems.Add(new LoadProblem(i, item, problem));
            }
        }

        return problems.ToImmutable();
    }

    private static string? Add(
        RevocationObject statement, Signature signature, CertificatePool pool, RevocationState revocations)
    {
        PublicKey? key = signature.Signer.Key ?? pool.FindKey(signature.Signer.Principal);
        return key is null
            ? $"the key {signature.Signer.Principal} that signed it is not known"
            : Describe(revocations.TryAdd(statement, signature, key));
    }

    private static string? Describe(PoolFault fault) => fault switch
    {
        PoolFault.None => null,
        PoolFault.OtherSigner => "its signature is not by its issuer",
        PoolFault.OtherObject => "its signature is over another object",
        PoolFault.Full => "there is no room for it",
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };

    private static string? Describe(RevocationFault fault) => fault switch
    {
        RevocationFault.None => null,
        RevocationFault.BadSignature => "its signature is not good",
        RevocationFault.UnknownNonce => "nobody waits for its nonce",
        RevocationFault.TooMany => "there is no room for it",
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
