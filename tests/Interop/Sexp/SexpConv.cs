using HiperNet.Testing;

namespace HiperNet.Interop.Tests.Sexp;

/// <summary>Runs nettle's sexp-conv, which reads any number of expressions and writes each in one form.</summary>
/// <param name="ExitCode">0 if all was read; 128 + n if signal n ended it.</param>
/// <param name="Output">What it wrote.</param>
internal sealed record SexpConv(int ExitCode, byte[] Output)
{
    public static SexpConv Run(byte[] input, params string[] arguments)
    {
        ProgramRun run = ProgramRun.Of("sexp-conv", input, arguments);
        return new SexpConv(run.ExitCode, run.Output.ToArray());
    }
}
