using HiperNet.Vpxi.Model;
using Sprache;

namespace HiperNet.Vpxi.Language;

/// <summary>The errors of syntax of one text.</summary>
internal sealed class SyntaxFaults
{
    private readonly List<(int Position, string Message, string Expected)> faults = [];

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => faults.Count == 0;

    /// <summary>
    /// Whether braces may have been read otherwise than they were meant. From then on one too many or too few says
    /// nothing about the text.
    /// </summary>
    public bool BracesAreUnsure { get; set; }

    /// <summary>Adds what a parser says; what is more than is ever told is left out.</summary>
    public void Add<T>(IResult<T> failure)
    {
        if (faults.Count < ModelLimits.MaxFindings)
        {
            faults.Add((failure.Remainder.Position, failure.Message, string.Join(" or ", failure.Expectations)));
        }
    }

    /// <summary>Adds a brace too many or too few, unless an error before may be the reason.</summary>
    public void AddBrace<T>(IResult<T> failure)
    {
        if (!BracesAreUnsure)
        {
            Add(failure);
            BracesAreUnsure = true;
        }
    }

    /// <summary>Tells them.</summary>
    public void Tell(LineTable lines, FindingList findings)
    {
        foreach ((int position, string message, string expected) in faults)
        {
            findings.Error("syntax", lines.At(position), message, $"write {expected}");
        }
    }
}
