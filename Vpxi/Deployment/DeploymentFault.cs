namespace HiperNet.Vpxi.Deployment;

/// <summary>Why a driver refused, or failed.</summary>
public enum DeploymentFault
{
    /// <summary>The plan is wrong.</summary>
    Invalid,

    /// <summary>This machine lacks a privilege, a program or a feature of the kernel.</summary>
    Environment,

    /// <summary>Something of that name is there already.</summary>
    Exists,

    /// <summary>There is no such plan or node.</summary>
    Unknown,

    /// <summary>Another program works on the plan.</summary>
    Busy,

    /// <summary>A step failed; what was done before it has been undone if the plan was being started.</summary>
    Failed,
}
