using System.Diagnostics;

namespace HiperNet.Testing;

/// <summary>Another program's run, from its start to its end.</summary>
/// <param name="ExitCode">0 if all went well; 128 + n if signal n ended it.</param>
/// <param name="Output">What it wrote to its standard output.</param>
/// <param name="Errors">What it wrote to its standard error.</param>
public sealed record ProgramRun(int ExitCode, ReadOnlyMemory<byte> Output, string Errors)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs <paramref name="program"/> with <paramref name="input"/> as its standard input.</summary>
    /// <exception cref="TimeoutException">It has not ended after a minute; it is ended with its children.</exception>
    public static ProgramRun Of(string program, ReadOnlyMemory<byte> input, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task feed = FeedAsync(process.StandardInput.BaseStream, input);
        Task<byte[]> output = ReadAsync(process.StandardOutput.BaseStream);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience) || !Task.WaitAll([feed, output, errors], Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', start.ArgumentList)} did not end.");
        }

        return new ProgramRun(process.ExitCode, output.Result, errors.Result);
    }

    private static async Task FeedAsync(Stream stream, ReadOnlyMemory<byte> input)
    {
        try
        {
            await using (stream)
            {
                await stream.WriteAsync(input);
            }
        }
        catch (IOException)
        {
            // It answered without reading all of it; its exit code says why.
        }
    }

    private static async Task<byte[]> ReadAsync(Stream stream)
    {
        using MemoryStream octets = new();
        await stream.CopyToAsync(octets);
        return octets.ToArray();
    }
}
