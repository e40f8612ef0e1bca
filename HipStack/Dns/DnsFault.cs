namespace HiperNet.HipStack.Dns;

/// <summary>Why octets or text are no HIP resource record.</summary>
public enum DnsFault
{
    /// <summary>Nothing is wrong.</summary>
    None = 0,

    /// <summary>The record ends too early.</summary>
    Truncated,

    /// <summary>The text or the record is longer than the limits allow.</summary>
    TooLong,

    /// <summary>The HIT has not 16 octets, or is no base16.</summary>
    MalformedHit,

    /// <summary>The algorithm is no number from 0 to 255.</summary>
    MalformedAlgorithm,

    /// <summary>The public key is missing, or is no base64 in its one spelling.</summary>
    MalformedKey,

    /// <summary>
    /// A domain name is no sequence of labels of 1 to 63 octets, 255 in all, or is relative to nothing.
    /// </summary>
    MalformedName,

    /// <summary>A domain name is compressed, which RFC 8005 section 5.6 forbids.</summary>
    CompressedName,

    /// <summary>There are more rendezvous servers than the limit allows.</summary>
    TooManyServers,

    /// <summary>Parentheses do not match, are nested, or a quoted string stands where none may.</summary>
    MalformedText,

    /// <summary>There is more than one record.</summary>
    SeveralRecords,

    /// <summary>The text is no record of class IN and type HIP, or has no owner.</summary>
    NotHip,

    /// <summary>The time to live is above 2,147,483,647 seconds.</summary>
    MalformedTtl,
}
