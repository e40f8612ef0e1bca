namespace HiperNet.Vpxi.Model;

/// <summary>What a placement rule speaks of.</summary>
public enum PlacementScope
{
    /// <summary>The physical resource.</summary>
    Resource = 0,

    /// <summary>The location.</summary>
    Location = 1,
}
