using System.Collections.Frozen;

namespace HiperNet.Vpxi.Language;

/// <summary>Words with a meaning.</summary>
internal static class Keywords
{
    /// <summary>Words that join arguments. They are no units, and as names they stand in quotes.</summary>
    public static FrozenSet<string> Joining { get; } = FrozenSet.Create(
        "to", "from", "for", "of", "by", "at", "one", "prefer", "step", "after", "around", "fanout", "in", "out");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ByLetters =
        Joining.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a word is one of those that join arguments.</summary>
    public static bool IsJoining(ReadOnlySpan<char> word) => ByLetters.Contains(word);
}
