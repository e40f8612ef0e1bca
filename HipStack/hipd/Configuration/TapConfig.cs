namespace HiperNet.Hipd.Configuration;

/// <summary>The TAP device.</summary>
internal sealed class TapConfig
{
    /// <summary>Its name.</summary>
    public string Name
    {
        get;
        set => field = value ?? "hip0";
    } = "hip0";

    /// <summary>Its MTU in octets, 1280 to 9000.</summary>
    public int Mtu { get; set; } = 1400;

    /// <summary>Whether Local Scope Identifiers (1.0.0.0/8) are used.</summary>
    public bool Lsi { get; set; } = true;
}
