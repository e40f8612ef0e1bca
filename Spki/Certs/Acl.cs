using System.Collections.Immutable;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Certs;

/// <summary>
/// What a verifier grants by itself, <c>(acl (version 0)? entry*)</c>. It is never signed and never travels: its
/// issuer is whoever holds it.
/// </summary>
public sealed class Acl : SpkiObject
{
    private Acl(SexpList node, ImmutableArray<AclEntry> entries)
        : base(node) => Entries = entries;

    /// <summary>The grants.</summary>
    public ImmutableArray<AclEntry> Entries { get; }

    /// <summary>An ACL of these entries.</summary>
    /// <exception cref="ArgumentException">An entry is not acceptable.</exception>
    public static Acl Create(params IEnumerable<AclEntry> entries) =>
        Built<Acl>(SexpList.Of(["acl", .. entries.Select(entry => entry.Node)]));

    internal static Acl? Read(SexpList list, ref CertError error)
    {
        FieldReader reader = new(list);
        if (!reader.TakeVersion(ref error))
        {
            return null;
        }

        List<AclEntry> entries = [];
        while (reader.TakeList("entry"u8) is { } node)
        {
            if (AclEntry.Read(node, ref error) is not { } entry)
            {
                return null;
            }

            entries.Add(entry);
        }

        return reader.End(ref error, "acl") ? new Acl(list, [.. entries]) : null;
    }
}
