using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>What a reader made of a document.</summary>
/// <param name="Description">The description; null if nothing could be made of it.</param>
/// <param name="Findings">
/// What is wrong, in the order of the text. With an error among them the description lacks what the errors speak of.
/// </param>
public sealed record ReadResult(Description? Description, IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether there is a description, and no error.</summary>
    public bool IsRight => Description is not null && Findings.All(finding => finding.Severity != Severity.Error);
}
