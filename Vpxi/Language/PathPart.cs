namespace HiperNet.Vpxi.Language;

/// <summary>One part of a name.</summary>
/// <param name="Word">The part without its index.</param>
/// <param name="Index">The index; null if there is none.</param>
/// <param name="All">Whether the index is a star.</param>
internal sealed record PathPart(string Word, Expression? Index, bool All);
