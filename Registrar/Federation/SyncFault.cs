namespace HiperNet.Registrar.Federation;

/// <summary>Why an offer of another registrar is not taken.</summary>
public enum SyncFault
{
    /// <summary>It is.</summary>
    None = 0,

    /// <summary>The signature is not one of SPKI, in canonical form.</summary>
    Shape,

    /// <summary>The registrar has not signed this content at this revision.</summary>
    Signature,

    /// <summary>The content is too long, or no offer.</summary>
    Content,

    /// <summary>It is not behind the cursor, in order.</summary>
    Order,
}
