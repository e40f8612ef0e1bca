namespace HiperNet.Testing;

/// <summary>A generated value contradicts a property; the message holds the value and the seed.</summary>
public sealed class PropertyFailedException : Exception
{
    /// <summary>A failure without words.</summary>
    public PropertyFailedException()
    {
    }

    /// <summary>A failure in words.</summary>
    public PropertyFailedException(string message)
        : base(message)
    {
    }

    /// <summary>A failure in words, with what was thrown.</summary>
    public PropertyFailedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
