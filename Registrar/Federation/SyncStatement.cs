using System.Globalization;
using System.Security.Cryptography;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Registrar.Federation;

/// <summary>
/// What a registrar signs of an offer that it tells others: <c>(registrar-offer (registrar (hash sha256 P))
/// (revision N) (content (hash sha256 H)))</c>. The first word keeps the signature from being one over anything else.
/// </summary>
public static class SyncStatement
{
    private const int SignatureOctets = 2048;

    /// <summary>Signs an offer.</summary>
    /// <param name="revision">Where it stands in the order of changes.</param>
    /// <param name="content">The offer as JSON.</param>
    /// <param name="key">The registrar's key.</param>
    public static SyncItem Sign(long revision, ReadOnlyMemory<byte> content, PrivateKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        SpkiHash hash = HashOf(key.Public, revision, content);
        SexpList signature = SexpList.Of(
            "signature", hash.ToSexp(), key.Public.Principal.ToSexp(), key.SignDigest(hash.Value.Span));
        return new SyncItem(revision, content, signature.Canonical);
    }

    /// <summary>Whether a registrar has signed an offer.</summary>
    public static SyncFault Verify(SyncItem item, PublicKey registrar)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(registrar);
        if (item.Content.Length > FederationLimits.OfferOctets)
        {
            return SyncFault.Content;
        }

        if (item.Signature.Length > SignatureOctets
            || !CanonicalParser.TryParse(item.Signature, limits: null, out SexpNode? node, out _)
            || !SpkiObject.TryParse(node, out SpkiObject? read, out _)
            || read is not Signature signature)
        {
            return SyncFault.Shape;
        }

        SpkiHash hash = HashOf(registrar, item.Revision, item.Content);
        return signature.Signer.Principal == registrar.Principal
            && signature.Hash.Equals(hash)
            && registrar.VerifyDigest(hash.Value.Span, signature.Value, out _)
                ? SyncFault.None
                : SyncFault.Signature;
    }

    private static SpkiHash HashOf(PublicKey registrar, long revision, ReadOnlyMemory<byte> content)
    {
        SexpList statement = SexpList.Of(
            "registrar-offer",
            SexpList.Of("registrar", registrar.Principal.ToSexp()),
            SexpList.Of("revision", revision.ToString(CultureInfo.InvariantCulture)),
            SexpList.Of("content", new SpkiHash(SpkiHashAlgorithm.Sha256, SHA256.HashData(content.Span)).ToSexp()));
        return SpkiHash.Of(registrar.SignatureHash, statement.Canonical.Span);
    }
}
