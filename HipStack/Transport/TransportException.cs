namespace HiperNet.HipStack.Transport;

/// <summary>A socket cannot be opened; the message says which, why, and what helps.</summary>
public sealed class TransportException : IOException
{
    /// <summary>A failure without words.</summary>
    public TransportException()
    {
    }

    /// <summary>A failure in words.</summary>
    public TransportException(string message)
        : base(message)
    {
    }

    /// <summary>A failure in words, with what was thrown.</summary>
    public TransportException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>A failure in words, with the kernel's number.</summary>
    public TransportException(string message, int error)
        : base(message) => Error = error;

    /// <summary>The kernel's number (errno); 0 if the failure has none.</summary>
    public int Error { get; }
}
