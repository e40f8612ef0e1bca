using HiperNet.Spki.Reduction;

namespace HiperNet.Spki.Tests.Vectors;

/// <summary>What came of a case.</summary>
/// <param name="Problems">What was refused before the decision, as layer/reason, the lowest layer first.</param>
/// <param name="Decision">The decision, or null if there was no request to decide on.</param>
internal sealed record DecisionOutcome(IReadOnlyList<string> Problems, Decision? Decision)
{
    /// <summary>The lowest layer that refused anything, and why.</summary>
    public string Reason => Problems.Count > 0 ? Problems[0] : Decision?.Denial?.Reason switch
    {
        null => "granted",
        DenialReason.BadSignature or DenialReason.UnknownKey => $"signature/{Decision.Denial.Reason}",
        var reason => $"decision/{reason}",
    };
}
