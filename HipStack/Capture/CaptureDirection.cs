namespace HiperNet.HipStack.Capture;

/// <summary>Which way a packet went: the two low bits of pcapng's epb_flags.</summary>
public enum CaptureDirection
{
    /// <summary>Not known.</summary>
    Unknown = 0,

    /// <summary>It came in.</summary>
    Inbound = 1,

    /// <summary>It went out.</summary>
    Outbound = 2,
}
