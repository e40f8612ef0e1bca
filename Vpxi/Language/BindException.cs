using System.Diagnostics.CodeAnalysis;

namespace HiperNet.Vpxi.Language;

/// <summary>Ends the reading of one statement; the next one is read all the same.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Without a place there is none of these.")]
[SuppressMessage("Design", "CA1064", Justification = "Nobody outside sees it: it becomes a finding.")]
internal sealed class BindException(string rule, int position, string message, string? suggestion = null)
    : Exception(message)
{
    /// <summary>The rule's name.</summary>
    public string Rule { get; } = rule;

    /// <summary>Characters before the place.</summary>
    public int Position { get; } = position;

    /// <summary>What to do about it.</summary>
    public string? Suggestion { get; } = suggestion;
}
