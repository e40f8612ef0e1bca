namespace HiperNet.Vpxi.Language;

/// <summary>The equals sign between a parameter and its value.</summary>
internal sealed record SignTerm(int Position) : Term(Position);
