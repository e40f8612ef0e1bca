namespace HiperNet.Vpxi.Language;

/// <summary>The value of a parameter or of what a repetition counts.</summary>
internal sealed record ParameterExpression(int Position, string Name) : Expression(Position);
