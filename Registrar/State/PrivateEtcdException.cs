namespace HiperNet.Registrar.State;

/// <summary>A private etcd cannot be started. The message says why, with the last lines of its log.</summary>
public sealed class PrivateEtcdException : Exception
{
    /// <summary>A failure without words.</summary>
    public PrivateEtcdException()
    {
    }

    /// <summary>A failure in words.</summary>
    public PrivateEtcdException(string message)
        : base(message)
    {
    }

    /// <summary>A failure in words, with what was thrown.</summary>
    public PrivateEtcdException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>A failure of a kind.</summary>
    public PrivateEtcdException(PrivateEtcdFault fault, string message, Exception? inner = null)
        : base(message, inner) => Fault = fault;

    /// <summary>The kind.</summary>
    public PrivateEtcdFault Fault { get; }
}
