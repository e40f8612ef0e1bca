namespace HiperNet.Vpxi.Language;

/// <summary>An instant, in seconds since 1970-01-01T00:00:00Z.</summary>
internal sealed record InstantTerm(int Position, long Seconds) : Term(Position);
