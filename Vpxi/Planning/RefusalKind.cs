namespace HiperNet.Vpxi.Planning;

/// <summary>Which requirement of a request fails first.</summary>
public enum RefusalKind
{
    /// <summary>What must be together must be apart. The subject is the group.</summary>
    Contradiction,

    /// <summary>A virtual node may be on no resource. The subject is the node.</summary>
    NoAllowedResource,

    /// <summary>No resource that it may be on is as large as a node demands. The subject is the node.</summary>
    NodeTooLarge,

    /// <summary>A resource would be large enough, but is not free enough. The subject is the node.</summary>
    NodeNotFree,

    /// <summary>A node or its neighbour wants its resource alone, and none is. The subject is the node.</summary>
    NotAlone,

    /// <summary>A group has more members than there are zones for them. The subject is the group.</summary>
    TooFewZones,

    /// <summary>All nodes together demand more than all resources have free. The subject is the dimension.</summary>
    NotEnoughInAll,

    /// <summary>No path between any two resources for its ends has the bandwidth. The subject is the link.</summary>
    NoBandwidth,

    /// <summary>No path with the bandwidth is quick enough. The subject is the link.</summary>
    NoLatency,

    /// <summary>There is a plan, but it costs more than the request allows.</summary>
    TooCostly,

    /// <summary>Each requirement alone can be met; all of them together cannot. This is certain.</summary>
    Together,

    /// <summary>Each requirement alone can be met; within the steps given no plan for all of them was found.</summary>
    NotFound,
}
