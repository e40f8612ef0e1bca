namespace HiperNet.Spki.Sexp;

/// <summary>Whether base 64 must end in the equals signs that make its length a multiple of four.</summary>
public enum Base64Padding
{
    /// <summary>They must be there, as every writer must write them (RFC 9804 section 4.5).</summary>
    Required,

    /// <summary>One or both may be missing, as a reader may accept from people.</summary>
    Optional,
}
