using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Text;

/// <summary>What is wrong with a text, where a person finds it, and what could stand there.</summary>
/// <param name="Fault">What is wrong.</param>
/// <param name="Offset">The byte it was found at, counted from 0.</param>
/// <param name="Line">Its line, counted from 1; a line ends with LF, CR or CRLF.</param>
/// <param name="Column">Its byte in the line, counted from 1.</param>
/// <param name="Expected">What the grammar allows there, for a person.</param>
public readonly record struct SexpTextError(SexpFault Fault, int Offset, int Line, int Column, string Expected)
{
    /// <summary>One line for a person.</summary>
    public override string ToString() =>
        $"line {Line}, column {Column}: {SexpError.Describe(Fault)}; expected {Expected}";
}
