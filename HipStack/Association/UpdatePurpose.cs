namespace HiperNet.HipStack.Association;

/// <summary>What an UPDATE was sent for, which says what its loss means.</summary>
internal enum UpdatePurpose
{
    /// <summary>New keys (RFC 7402 section 6.8).</summary>
    Rekey,

    /// <summary>Our addresses (RFC 8046 section 3.2).</summary>
    Readdress,

    /// <summary>To see whether the peer is at an address (RFC 8046 section 5.4).</summary>
    Verify,

    /// <summary>Certificates that did not fit the base exchange, or newer ones.</summary>
    Chain,

    /// <summary>To see whether the peer is there at all.</summary>
    Probe,

    /// <summary>Somebody asked how long it takes.</summary>
    Ping,

    /// <summary>A registration (RFC 8003).</summary>
    Register,
}
