namespace HiperNet.Registrar.Client.Signatures;

/// <summary>The kinds of bare item that signatures use (RFC 9651 section 3.3).</summary>
internal enum SfKind
{
    /// <summary>An integer of at most 15 digits.</summary>
    Integer,

    /// <summary>A string of printable ASCII.</summary>
    Text,

    /// <summary>A token.</summary>
    Token,

    /// <summary>A sequence of octets.</summary>
    Octets,

    /// <summary>A truth.</summary>
    Boolean,
}
