using System.CommandLine;
using HiperNet.HipStack.Control;

namespace HiperNet.Cli.Hip;

/// <summary><c>hiper hip explain</c>: why a peer may or may not talk to us.</summary>
internal static class HipExplain
{
    /// <summary>The verb.</summary>
    public static Command Command()
    {
        Option<string> socket = HipDaemon.Socket();
        Argument<string> peer = HipCommands.Peer();
        return Verb.Of(
            "explain",
            "Say why a peer may or may not talk to us. Exit code 1 if it may not.",
            [peer, socket],
            parsed => HipDaemon.Ask(
                parsed.GetRequiredValue(socket), client => RunAsync(client, parsed.GetRequiredValue(peer))));
    }

    private static async Task<Answer> RunAsync(ControlClient client, string peer)
    {
        Explanation why = await client.ExplainAsync(peer);
        return new Answer(
            Describe(why, HipDaemon.Now(client)), json => ControlRecords.Write(json, "explanation", why))
        {
            Code = why.Verdict == PeerVerdict.Granted ? ExitCode.Done : ExitCode.Refused,
        };
    }

    private static string Describe(Explanation why, DateTimeOffset now)
    {
        PlainText text = new();
        text.Line($"{ControlWord.Of(why.Verdict)}: {why.Reason}");
        text.Field("", "peer", string.Join("  ", new[] { why.Name, why.PeerHit?.ToString() }.OfType<string>()));
        text.Field("", "state", Human.State(why.State));
        text.Field("", "locator", why.LocatorReason);
        text.Field("", "until", why.GrantedUntil is { } until ? Human.Deadline(until, now) : null);
        text.Field("", "proof", why.Proof);
        text.Field("", "missing", why.MissingLink);
        text.Field("", "received", why.NotifyReceived is { } received ? Line(received, now) : null);
        text.Field("", "sent", why.NotifySent is { } sent ? Line(sent, now) : null);
        text.Field("", "drops", why.Drops.Select(drop =>
            $"{drop.Packets}  {drop.Reason}, last {Human.Age(drop.Last, now)}"));
        return text.ToString();
    }

    private static string Line(NotifyNote note, DateTimeOffset now) =>
        $"NOTIFY {note.Name} ({note.Code}) {Human.Age(note.At, now)}" + (note.Text is null ? "" : ": " + note.Text);
}
