namespace HiperNet.Vpxi.Language;

/// <summary>A string, with <c>${name}</c> still in it.</summary>
internal sealed record TextTerm(int Position, string Text) : Term(Position);
