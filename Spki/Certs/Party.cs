using HiperNet.Spki.Keys;

namespace HiperNet.Spki.Certs;

/// <summary>Someone or something that a right can reach, once names and thresholds are resolved.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">The hash of the key, of the held key, or of the object's hash.</param>
public readonly record struct Party(PartyKind Kind, Principal Id)
{
    /// <summary>A key.</summary>
    public static Party Key(Principal key) => new(PartyKind.Key, key);

    /// <summary>The holder of a key.</summary>
    public static Party Keyholder(Principal key) => new(PartyKind.Keyholder, key);

    /// <summary>An object.</summary>
    public static Party Object(SpkiHash hash) =>
        new(PartyKind.Object, ObjectId.Of(hash.ToSexp().Canonical.Span).Digest);

    /// <summary>
    /// The party that a subject is by itself; null for a name or a threshold, which must be resolved.
    /// </summary>
    public static Party? Of(Subject subject) => subject switch
    {
        KeySubject key => Key(key.Key.Principal),
        ObjectHashSubject hash => Object(hash.Hash),
        KeyholderSubject { Holder: KeySubject key } => Keyholder(key.Key.Principal),
        _ => null,
    };

    /// <summary>The kind and the hash.</summary>
    public override string ToString() =>
        Kind == PartyKind.Key ? Id.ToString() : $"{Kind.ToString().ToLowerInvariant()} {Id}";
}
