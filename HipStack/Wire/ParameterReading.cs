namespace HiperNet.HipStack.Wire;

/// <summary>What looking for a parameter in a packet came to.</summary>
public enum ParameterReading
{
    /// <summary>The packet has none.</summary>
    Absent = 0,

    /// <summary>The packet has one, and it was read.</summary>
    Read,

    /// <summary>The packet has one whose contents have the wrong form.</summary>
    Malformed,

    /// <summary>The packet has several where one is asked for.</summary>
    Repeated,
}
