namespace HiperNet.HipStack.Tests.Simulation;

/// <summary>An invariant does not hold; the message has the seed and the trace.</summary>
internal sealed class SimFailedException : Exception
{
    public SimFailedException()
    {
    }

    public SimFailedException(string message)
        : base(message)
    {
    }

    public SimFailedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
