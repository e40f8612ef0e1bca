namespace HiperNet.Vpxi.Language;

/// <summary>Something to calculate.</summary>
/// <param name="Position">Characters before it in the text.</param>
internal abstract record Expression(int Position);
