namespace HiperNet.Vpxi.Language;

/// <summary>A comma between the members of a list.</summary>
internal sealed record CommaTerm(int Position) : Term(Position);
