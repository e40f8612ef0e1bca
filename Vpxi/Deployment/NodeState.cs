namespace HiperNet.Vpxi.Deployment;

/// <summary>What a node does.</summary>
public enum NodeState
{
    /// <summary>It is being made.</summary>
    Starting,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It has been suspended: it keeps its memory, and nothing of it runs.</summary>
    Suspended,

    /// <summary>Its command has ended.</summary>
    Ended,
}
