namespace HiperNet.Vpxi.Deployment;

/// <summary>What a record of a journal is about: a thing that is about to be made, or how far the plan is.</summary>
internal enum JournalKind
{
    /// <summary>The beginning. Target: the plan.</summary>
    Begin,

    /// <summary>A folder. Target: its path.</summary>
    Folder,

    /// <summary>A network namespace. Target: its name.</summary>
    Namespace,

    /// <summary>A network device of this machine. Target: its name.</summary>
    Device,

    /// <summary>A control group. Target: its path.</summary>
    Cgroup,

    /// <summary>A process that waits for leave to make a node. Target: nothing.</summary>
    Process,

    /// <summary>Everything runs.</summary>
    Complete,

    /// <summary>Everything is being undone.</summary>
    Stopping,
}
