namespace HiperNet.HipStack.Link;

/// <summary>An interface cannot be set up; the message says which, why, and what helps.</summary>
public sealed class LinkException : IOException
{
    /// <summary>A failure without words.</summary>
    public LinkException()
    {
    }

    /// <summary>A failure in words.</summary>
    public LinkException(string message)
        : base(message)
    {
    }

    /// <summary>A failure in words, with what was thrown.</summary>
    public LinkException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>A failure in words, with the kernel's number.</summary>
    public LinkException(string message, int error)
        : base(message) => Error = error;

    /// <summary>The kernel's number (errno); 0 if the failure has none.</summary>
    public int Error { get; }
}
