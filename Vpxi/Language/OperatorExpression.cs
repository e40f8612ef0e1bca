namespace HiperNet.Vpxi.Language;

/// <summary>Two values and what to do with them: one of + - * / %.</summary>
internal sealed record OperatorExpression(int Position, char Sign, Expression Left, Expression Right)
    : Expression(Position);
