namespace HiperNet.Spki.Sexp;

/// <summary>What <see cref="CanonicalReader.Read"/> has just read.</summary>
public enum CanonicalToken
{
    /// <summary>Nothing yet, or nothing more.</summary>
    None,

    /// <summary>An octet string, with its display hint if it has one.</summary>
    Atom,

    /// <summary>A list opens.</summary>
    ListStart,

    /// <summary>The innermost open list closes.</summary>
    ListEnd,
}
