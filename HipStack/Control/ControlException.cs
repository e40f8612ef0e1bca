using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Control;

/// <summary>There is no answer: the daemon says why, or nobody could be asked.</summary>
/// <param name="fault">Why.</param>
/// <param name="message">Why, in one line for people.</param>
/// <param name="inner">What was caught, if anything.</param>
[SuppressMessage("Design", "CA1032", Justification = "Without a fault there is none of these.")]
public sealed class ControlException(ControlFault fault, string message, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>Why.</summary>
    public ControlFault Fault { get; } = fault;
}
