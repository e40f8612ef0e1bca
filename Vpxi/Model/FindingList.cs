namespace HiperNet.Vpxi.Model;

/// <summary>
/// Collects findings, each once, at most <see cref="ModelLimits.MaxFindings"/> errors and as many warnings: no number
/// of warnings hides an error.
/// </summary>
public sealed class FindingList
{
    private readonly List<Finding> findings = [];
    private readonly HashSet<(string Rule, int Line, int Column, string Message)> seen = [];

    private int errors;
    private int warnings;

    /// <summary>Whether no more errors are taken.</summary>
    public bool IsFull => errors >= ModelLimits.MaxFindings;

    /// <summary>Adds an error.</summary>
    public void Error(string rule, SourcePlace place, string message, string? suggestion = null) =>
        Add(new Finding(Severity.Error, rule, place, message) { Suggestion = suggestion });

    /// <summary>Adds a warning.</summary>
    public void Warning(string rule, SourcePlace place, string message, string? suggestion = null) =>
        Add(new Finding(Severity.Warning, rule, place, message) { Suggestion = suggestion });

    /// <summary>Adds a finding, unless the same is there already or there is no room.</summary>
    public void Add(Finding finding)
    {
        // The copies of an array all have the same faults at the same place.
        bool isError = finding.Severity == Severity.Error;
        bool hasRoom = isError ? !IsFull : warnings < ModelLimits.MaxFindings;
        if (hasRoom && seen.Add((finding.Rule, finding.Place.Line, finding.Place.Column, finding.Message)))
        {
            findings.Add(finding);
            errors += isError ? 1 : 0;
            warnings += isError ? 0 : 1;
        }
    }

    /// <summary>All of them, by line and column.</summary>
    public IReadOnlyList<Finding> InOrder() =>
        [.. findings.OrderBy(finding => finding.Place.Line).ThenBy(finding => finding.Place.Column)];
}
