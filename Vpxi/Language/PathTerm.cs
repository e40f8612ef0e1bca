namespace HiperNet.Vpxi.Language;

/// <summary>A name of several parts or with an index, as <c>rack[1].worker[*]</c>.</summary>
internal sealed record PathTerm(int Position, IReadOnlyList<PathPart> Parts) : Term(Position);
