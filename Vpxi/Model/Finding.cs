namespace HiperNet.Vpxi.Model;

/// <summary>Something wrong with a description.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Rule">The rule's name, for programs; a contract.</param>
/// <param name="Place">Where.</param>
/// <param name="Message">What is wrong.</param>
public sealed record Finding(Severity Severity, string Rule, SourcePlace Place, string Message)
{
    /// <summary>What to do about it; null if there is nothing to say.</summary>
    public string? Suggestion { get; init; }
}
