using System.CommandLine;
using HiperNet.HipStack.Control;

namespace HiperNet.Cli.Hip;

/// <summary><c>hiper hip ping</c>: associates with a peer and measures.</summary>
internal static class HipPing
{
    private const int DefaultCount = 4;

    /// <summary>The verb.</summary>
    public static Command Command()
    {
        Option<string> socket = HipDaemon.Socket();
        Argument<string> peer = HipCommands.Peer();
        Option<int> count = new("--count", "-c")
        {
            Description = $"How many echoes, at most {ControlLimits.MaxPings}.",
            HelpName = "N",
            DefaultValueFactory = _ => DefaultCount,
        };
        return Verb.Of(
            "ping",
            "Associate with a peer if need be, and measure the round trip. Exit code 1 if nothing comes back.",
            [peer, count, socket],
            parsed => Run(
                parsed.GetRequiredValue(socket),
                parsed.GetRequiredValue(peer),
                parsed.GetValue(count),
                parsed.GetValue(Verb.Json)));
    }

    private static Answer Run(string socket, string peer, int count, bool json)
    {
        if (count is < 1 or > ControlLimits.MaxPings)
        {
            throw new CliException(ExitCode.Usage, $"--count is from 1 to {ControlLimits.MaxPings}");
        }

        using Interruption interruption = new();
        return HipDaemon.Ask(socket, client => RunAsync(client, peer, count, json, interruption.Token));
    }

    private static async Task<Answer> RunAsync(
        ControlClient client, string peer, int count, bool json, CancellationToken interrupted)
    {
        List<PingReply> replies = [];
        try
        {
            await foreach (PingReply reply in client.PingAsync(peer, count, interrupted))
            {
                replies.Add(reply);
                if (!json)
                {
                    await Console.Out.WriteLineAsync(PlainText.Clean(Line(reply)));
                }
            }
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            // What has come until now is the answer.
        }

        TimeSpan[] times = [.. replies.Select(reply => reply.Rtt).OfType<TimeSpan>()];
        return new Answer(Summary(replies.Count, times), writer => ControlRecords.WriteAll(writer, "replies", replies))
        {
            Code = times.Length > 0 ? ExitCode.Done : ExitCode.Refused,
        };
    }

    private static string Line(PingReply reply)
    {
        string began = reply.BaseExchange is { } exchange ? $", base exchange {Human.Milliseconds(exchange)}" : "";
        string way = reply.Path is { } path ? ", " + Human.Path(path with { Rtt = null }) : "";
        return reply.Rtt is { } rtt
            ? $"{reply.Sequence}: {Human.Milliseconds(rtt)}{began}{way}"
            : $"{reply.Sequence}: {reply.Error ?? "no answer"}{began}{way}";
    }

    private static string Summary(int sent, TimeSpan[] times)
    {
        string line = $"{sent} sent, {times.Length} answered";
        return times.Length == 0
            ? line
            : $"{line}, least {Human.Milliseconds(times.Min())}, "
                + $"mean {Human.Milliseconds(TimeSpan.FromTicks((long)times.Average(time => time.Ticks)))}, "
                + $"most {Human.Milliseconds(times.Max())}";
    }
}
