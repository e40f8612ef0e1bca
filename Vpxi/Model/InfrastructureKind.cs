namespace HiperNet.Vpxi.Model;

/// <summary>What a description describes.</summary>
public enum InfrastructureKind
{
    /// <summary>What somebody asks for.</summary>
    Virtual = 0,

    /// <summary>What somebody has: a pool of resources.</summary>
    Physical = 1,
}
