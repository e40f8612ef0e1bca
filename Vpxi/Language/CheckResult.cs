using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>What the checker found.</summary>
/// <param name="Infrastructure">The flat graph; it lacks what the errors speak of.</param>
/// <param name="Findings">What is wrong, in the order of the text.</param>
public sealed record CheckResult(Infrastructure Infrastructure, IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether there is no error; there may be warnings.</summary>
    public bool IsRight => Findings.All(finding => finding.Severity != Severity.Error);
}
