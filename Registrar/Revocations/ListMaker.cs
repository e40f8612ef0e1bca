using System.Security.Cryptography;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;

namespace HiperNet.Registrar.Revocations;

/// <summary>
/// Makes the list that follows on others, and signs it. Each ends later than all before: a verifier keeps some lists of
/// one signer, and lets those go that end first.
/// </summary>
internal sealed class ListMaker(PrivateKey issuer)
{
    private const int MarkOctets = 16;

    /// <summary>A delta, or a base list where that is due; null if there would be too many entries.</summary>
    /// <param name="chain">What is there.</param>
    /// <param name="added">What is to be canceled besides, and when it ends by itself, in seconds since 1970.</param>
    /// <param name="now">When.</param>
    public StoredList? Next(ListChain chain, IReadOnlyDictionary<ObjectId, long> added, SpkiTime now) =>
        chain.IsDue(now) || chain.Entries + added.Count > RevocationLimits.Identifiers
            ? Base(chain, added, now)
            : Delta(chain, added, now);

    private StoredList? Base(ListChain chain, IReadOnlyDictionary<ObjectId, long> added, SpkiTime now)
    {
        long kept = ListChain.Plus(now, -RevocationLimits.Grace).ToDateTimeOffset().ToUnixTimeSeconds();
        Dictionary<ObjectId, long> ends = chain.Ends
            .Where(one => one.Value >= kept)
            .ToDictionary(one => one.Key, one => one.Value);
        foreach ((ObjectId id, long end) in added)
        {
            ends[id] = end;
        }

        return ends.Count > RevocationLimits.Identifiers
            ? null
            : Stored(
                chain.Lists.Count == 0 ? 0 : chain.Lists[0].Generation + 1,
                0,
                Crl.Create(ends.Keys, From(now), To(chain, now)),
                ends);
    }

    private StoredList Delta(ListChain chain, IReadOnlyDictionary<ObjectId, long> added, SpkiTime now)
    {
        StoredList last = chain.Lists[^1];
        return Stored(
            last.Generation,
            last.Number + 1,
            DeltaCrl.Create(last.List.Id, added.Keys, From(now), To(chain, now)),
            added);
    }

    private StoredList Stored(
        long generation, int number, RevocationObject list, IReadOnlyDictionary<ObjectId, long> ends) =>
        new(
            generation,
            number,
            list,
            Signature.Create(list, issuer),
            ends,
            Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(MarkOctets)));

    private static SpkiTime From(SpkiTime now) => ListChain.Plus(now, -RevocationLimits.ClockSkew);

    private static SpkiTime To(ListChain chain, SpkiTime now)
    {
        SpkiTime end = ListChain.Plus(now, RevocationLimits.Life);
        SpkiTime last = chain.Lists.Count == 0 ? SpkiTime.Always : chain.Lists[^1].Validity.NotAfter;
        return end > last ? end : new SpkiTime(last.Seconds + 1);
    }
}
