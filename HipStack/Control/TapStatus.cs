namespace HiperNet.HipStack.Control;

/// <summary>The TAP device.</summary>
public sealed record TapStatus
{
    /// <summary>Its name, such as hip0.</summary>
    public required string Name { get; init; }

    /// <summary>Its maximum transmission unit, in octets.</summary>
    public required int Mtu { get; init; }
}
