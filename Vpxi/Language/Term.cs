namespace HiperNet.Vpxi.Language;

/// <summary>An argument of a statement.</summary>
/// <param name="Position">Characters before it in the text.</param>
internal abstract record Term(int Position);
