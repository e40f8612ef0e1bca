namespace HiperNet.Vpxi.Language;

/// <summary>A number, perhaps with a unit.</summary>
internal sealed record NumberExpression(int Position, decimal Value, string? Unit) : Expression(Position);
