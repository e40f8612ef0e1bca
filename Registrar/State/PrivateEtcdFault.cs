namespace HiperNet.Registrar.State;

/// <summary>Why a private etcd is not there.</summary>
public enum PrivateEtcdFault
{
    /// <summary>The directory cannot be made, is open to others, or has too long a path.</summary>
    Directory,

    /// <summary>Another program runs an etcd in this directory.</summary>
    Busy,

    /// <summary>A program is not installed, or cannot be started.</summary>
    Program,

    /// <summary>It was started, and does not answer in time.</summary>
    Silent,
}
