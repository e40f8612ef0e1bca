namespace HiperNet.Spki.Certs;

/// <summary>The kinds of <see cref="Party"/>.</summary>
public enum PartyKind
{
    /// <summary>A key. Only keys can pass rights on.</summary>
    Key,

    /// <summary>An object without a key, by its hash.</summary>
    Object,

    /// <summary>The holder of a key.</summary>
    Keyholder,
}
