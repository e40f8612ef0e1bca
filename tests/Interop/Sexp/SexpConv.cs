using System.Diagnostics;

namespace HiperNet.Interop.Tests.Sexp;

/// <summary>Runs nettle's sexp-conv, which reads any number of expressions and writes each in one form.</summary>
/// <param name="ExitCode">0 if all was read; 128 + n if signal n ended it.</param>
/// <param name="Output">What it wrote.</param>
internal sealed record SexpConv(int ExitCode, byte[] Output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static SexpConv Run(byte[] input, params string[] arguments)
    {
        ProcessStartInfo start = new("sexp-conv", arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task feed = Task.Run(() => Feed(process, input));
        Task<string> complaints = process.StandardError.ReadToEndAsync();
        using MemoryStream output = new();
        process.StandardOutput.BaseStream.CopyTo(output);
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
            throw new TimeoutException("sexp-conv did not end.");
        }

        Task.WaitAll(feed, complaints);
        return new SexpConv(process.ExitCode, output.ToArray());
    }

    private static void Feed(Process process, byte[] input)
    {
        try
        {
            using Stream stream = process.StandardInput.BaseStream;
            stream.Write(input);
        }
        catch (IOException)
        {
            // It stopped reading at something that it does not accept; its exit code says so.
        }
    }
}
