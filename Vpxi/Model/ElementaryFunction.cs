namespace HiperNet.Vpxi.Model;

/// <summary>What a node is for.</summary>
public enum ElementaryFunction
{
    /// <summary>To compute.</summary>
    Compute = 0,

    /// <summary>To store.</summary>
    Storage = 1,

    /// <summary>To show.</summary>
    Visualization = 2,

    /// <summary>To pass on: a router or a switch.</summary>
    Routing = 3,

    /// <summary>To be reached from outside: an access point.</summary>
    Access = 4,
}
