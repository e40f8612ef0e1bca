namespace HiperNet.Vpxi.Language;

/// <summary>A statement: a keyword, arguments, perhaps a block of statements.</summary>
/// <param name="Position">Characters before it in the text.</param>
/// <param name="Keyword">What it is.</param>
/// <param name="Arguments">What stands after the keyword.</param>
/// <param name="Block">What stands in the braces; null if there are none.</param>
/// <param name="End">Characters of the text before where another argument could stand.</param>
internal sealed record Statement(
    int Position, string Keyword, IReadOnlyList<Term> Arguments, IReadOnlyList<Statement>? Block, int End);
