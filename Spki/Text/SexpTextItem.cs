using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Text;

/// <summary>One of several expressions in a text.</summary>
/// <param name="Node">The expression.</param>
/// <param name="Start">Its first byte in the text.</param>
/// <param name="End">The byte after its last one.</param>
public readonly record struct SexpTextItem(SexpNode Node, int Start, int End);
