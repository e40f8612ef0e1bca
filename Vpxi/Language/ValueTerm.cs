namespace HiperNet.Vpxi.Language;

/// <summary>A number, a parameter or an expression in parentheses, perhaps with a unit.</summary>
internal sealed record ValueTerm(int Position, Expression Value, string? Unit) : Term(Position);
