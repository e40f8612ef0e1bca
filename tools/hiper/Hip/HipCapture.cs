using System.CommandLine;
using HiperNet.HipStack.Control;

namespace HiperNet.Cli.Hip;

/// <summary><c>hiper hip capture</c>: packets into a file that Wireshark reads.</summary>
internal static class HipCapture
{
    /// <summary>The verb.</summary>
    public static Command Command()
    {
        Option<string> socket = HipDaemon.Socket();
        Option<string> output = new("--out")
        {
            Description = "The pcapng file to write; - is the standard output.",
            HelpName = "FILE",
            Required = true,
        };
        Option<bool> inner = new("--inner") { Description = "Also the packets inside of ESP, in the clear." };
        Option<string?> keys = new("--keys")
        {
            Description = "Also write the ESP keys to this file, with mode 0600, in the form of Wireshark's esp_sa "
                + "table. Only root may.",
            HelpName = "FILE",
        };
        Option<long?> count = new("--count") { Description = "End after so many packets.", HelpName = "N" };
        Option<string?> peer = new("--peer") { Description = "Only this peer's packets.", HelpName = "PEER" };
        return Verb.Of(
            "capture",
            "Write packets to a pcapng file until Ctrl-C.",
            [output, inner, keys, count, peer, socket],
            parsed =>
            {
                string path = parsed.GetRequiredValue(output);
                string? keyPath = parsed.GetValue(keys);
                if ((path == "-" && parsed.GetValue(Verb.Json)) || keyPath == "-")
                {
                    throw new CliException(ExitCode.Usage, "the standard output is taken by something else");
                }

                if (parsed.GetValue(count) is <= 0)
                {
                    throw new CliException(ExitCode.Usage, "--count is at least 1");
                }

                CaptureRequest request = new()
                {
                    Inner = parsed.GetValue(inner),
                    Keys = keyPath is not null,
                    Count = parsed.GetValue(count),
                    Peer = parsed.GetValue(peer),
                };
                return Run(parsed.GetRequiredValue(socket), request, path, keyPath);
            });
    }

    private static Answer Run(string socket, CaptureRequest request, string path, string? keyPath)
    {
        using Interruption interruption = new();
        CancellationToken interrupted = interruption.Token;
        return HipDaemon.Ask(socket, client => CopyAsync(client, request, path, keyPath, interrupted));
    }

    private static async Task<Answer> CopyAsync(
        ControlClient client, CaptureRequest request, string path, string? keyPath, CancellationToken interrupted)
    {
        using CaptureFiles files = new(path, keyPath);
        try
        {
            await foreach (CaptureChunk chunk in client.CaptureAsync(request, interrupted))
            {
                if (!await files.WriteAsync(chunk))
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            // The file ends with a whole block.
        }

        return Answered(path, keyPath, files);
    }

    private static Answer Answered(string path, string? keyPath, CaptureFiles files)
    {
        string lost = files.Lost == 0 ? "" : $", {files.Lost} lost";
        string keys = keyPath is null ? "" : $", {ControlRecords.Count(files.KeyLines, "key line")} in {keyPath}";
        string line = $"{files.Packets} packets, {Human.Size(files.Octets)} in {path}{lost}{keys}";
        Answer answer = new(PlainText.Clean(line), json =>
        {
            json.WriteString("file", path);
            json.WriteNumber("packets", files.Packets);
            json.WriteNumber("octets", files.Octets);
            json.WriteNumber("lost", files.Lost);
            json.WriteNumber("key_lines", files.KeyLines);
        });
        return path == "-" ? answer with { Plain = default } : answer;
    }
}
