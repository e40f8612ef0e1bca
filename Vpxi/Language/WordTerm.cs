namespace HiperNet.Vpxi.Language;

/// <summary>A word without quotes; in the place of a name it may have an index.</summary>
internal sealed record WordTerm(int Position, string Word) : Term(Position);
