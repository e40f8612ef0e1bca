namespace HiperNet.Vpxi.Model;

/// <summary>
/// How much harm the loss of the data would do. A request names what it needs; a resource names the most that it is
/// fit for.
/// </summary>
public enum Confidentiality
{
    /// <summary>Nothing is asked; of a resource, nothing is promised.</summary>
    Open = 0,

    /// <summary>Within the organisations that take part.</summary>
    Internal = 1,

    /// <summary>Within those who are named.</summary>
    Confidential = 2,

    /// <summary>As above, and the hardware is not shared at the same time.</summary>
    Secret = 3,
}
