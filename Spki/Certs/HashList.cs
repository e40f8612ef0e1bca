using System.Collections.Frozen;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Certs;

/// <summary>The list of hashes in a CRL, a delta-CRL or a revalidation: <c>(name (hash sha256 ..)*)</c>.</summary>
internal static class HashList
{
    public static SexpList Write(string name, IEnumerable<ObjectId> ids) =>
        SexpList.Of([name, .. ids.Distinct().Order().Select(id => (SexpNode)id.Digest.ToSexp())]);

    public static FrozenSet<ObjectId>? Read(SexpList? field, string name, ref CertError error)
    {
        if (field is null)
        {
            return Refuse.With<FrozenSet<ObjectId>>(ref error, CertFault.MissingField, name);
        }

        HashSet<ObjectId> ids = [];
        foreach (SexpNode node in field.Items.Skip(1))
        {
            if (ReadId(node, name, ref error) is not { } id)
            {
                return null;
            }

            ids.Add(id);
        }

        return ids.ToFrozenSet();
    }

    public static ObjectId? ReadId(SexpNode? node, string field, ref CertError error)
    {
        KeyFault fault = KeyFault.None;
        if (node is not null && Principal.TryParse(node, out Principal digest, out fault))
        {
            return new ObjectId(digest);
        }

        error = error.Fault == CertFault.None ? new CertError(CertFault.BadPrincipal, field, fault) : error;
        return null;
    }
}
