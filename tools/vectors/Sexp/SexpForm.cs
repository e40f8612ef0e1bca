namespace HiperNet.Vectors.Sexp;

/// <summary>Which of the three forms of RFC 9804 section 6 a reader is told to expect.</summary>
public enum SexpForm
{
    /// <summary>Canonical, section 6.2.</summary>
    Canonical,

    /// <summary>Basic transport, section 6.3: canonical, or base 64 of it in braces.</summary>
    Transport,

    /// <summary>Advanced transport, section 6.4, as a file may hold it.</summary>
    Advanced,
}
