namespace HiperNet.Vpxi.Planning;

/// <summary>Why there is no plan.</summary>
/// <param name="Kind">Which requirement fails.</param>
/// <param name="Subject">The index of what it fails for, which <see cref="RefusalKind"/> says; or -1.</param>
/// <param name="Dimension">For a node the dimension that fails; or -1.</param>
/// <param name="Needed">How much is asked for.</param>
/// <param name="Possible">
/// The smallest relaxation of this one requirement with which it alone could be met: the largest demand or bandwidth,
/// the least latency, the least known cost. Null where there is none.
/// </param>
/// <param name="Message">All of that in a sentence.</param>
public sealed record Refusal(
    RefusalKind Kind, int Subject, int Dimension, Int128 Needed, Int128? Possible, string Message);
