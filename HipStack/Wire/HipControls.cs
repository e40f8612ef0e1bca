namespace HiperNet.HipStack.Wire;

/// <summary>
/// The Controls field (RFC 7401 section 5.1.2). Its other bits are zero when sent and ignored when received.
/// </summary>
[Flags]
public enum HipControls : ushort
{
    /// <summary>No control is set.</summary>
    None = 0,

    /// <summary>A: the sender's Host Identity is anonymous, and should not be stored.</summary>
    Anonymous = 1,
}
