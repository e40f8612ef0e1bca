namespace HiperNet.HipStack.Wire;

/// <summary>What is known of parameter types.</summary>
public static class ParameterTypes
{
    /// <summary>
    /// Whether this code understands a type. Those of RFC 6078 and RFC 6079 have names only, so a critical one of them
    /// stops a packet as any other unknown type does (RFC 7401 section 5.2.1).
    /// </summary>
    public static bool IsUnderstood(this ParameterType type) => type switch
    {
        ParameterType.SeqData or ParameterType.AckData or ParameterType.PayloadMic => false,
        ParameterType.TransactionId or ParameterType.OverlayId or ParameterType.OverlayTtl => false,
        _ => Enum.IsDefined(type),
    };
}
