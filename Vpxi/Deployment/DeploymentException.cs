namespace HiperNet.Vpxi.Deployment;

/// <summary>A driver refused, or failed; the message is one line for a person.</summary>
public sealed class DeploymentException : Exception
{
    /// <summary>Makes one.</summary>
    public DeploymentException(DeploymentFault fault, string message, Exception? inner = null)
        : base(message, inner) => Fault = fault;

    /// <summary>Makes one without a message.</summary>
    public DeploymentException()
        : this(DeploymentFault.Failed, "the deployment failed")
    {
    }

    /// <summary>Makes one of a failure.</summary>
    public DeploymentException(string message)
        : this(DeploymentFault.Failed, message)
    {
    }

    /// <summary>Makes one of a failure.</summary>
    public DeploymentException(string message, Exception innerException)
        : this(DeploymentFault.Failed, message, innerException)
    {
    }

    /// <summary>Which kind of failure.</summary>
    public DeploymentFault Fault { get; }
}
