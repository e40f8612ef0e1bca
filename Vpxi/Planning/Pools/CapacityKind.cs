namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>What of a resource is booked.</summary>
public enum CapacityKind
{
    /// <summary>Processor cores.</summary>
    Cores = 0,

    /// <summary>Memory, in bytes.</summary>
    Memory = 1,

    /// <summary>Storage, in bytes.</summary>
    Storage = 2,

    /// <summary>Devices of one name; how many.</summary>
    Device = 3,

    /// <summary>Bandwidth from the source of a physical link to its target, in bits a second.</summary>
    Forward = 4,

    /// <summary>Bandwidth from the target of a physical link to its source, in bits a second.</summary>
    Reverse = 5,
}
