using HiperNet.HipStack.Control;
using HiperNet.Hipd.Policy;

namespace HiperNet.Hipd;

/// <summary>
/// What happened with a peer lately, for whoever asks why. It holds short texts and nothing that the peer showed, so
/// that many strangers take little memory.
/// </summary>
internal sealed class PeerNotes
{
    /// <summary>The longest text, in characters.</summary>
    public const int MaxText = 512;

    private TimeSpan nextLog = TimeSpan.MinValue;
    private string? lastLog;

    public string? LastEnd
    {
        get;
        set => field = Short(value);
    }

    /// <summary>Whether the last decision was a grant; null before the first.</summary>
    public bool? WasGranted { get; private set; }

    /// <summary>Why, in one line.</summary>
    public string? Reason { get; private set; }

    /// <summary>What a proof lacked, where certificates decide.</summary>
    public string? MissingLink { get; private set; }

    /// <summary>The last NOTIFY of the peer.</summary>
    public NotifyNote? LastNotify { get; set; }

    /// <summary>The last NOTIFY to the peer.</summary>
    public NotifyNote? LastNotifySent { get; set; }

    public void Note(PeerDecision decision)
    {
        WasGranted = decision.IsGranted;
        Reason = Short(decision.Reason);
        MissingLink = Short(decision.Decision?.Denial?.ToString());
    }

    /// <summary>Whether a line about this peer may be written: a new one, or the same once in a while.</summary>
    public bool ShouldLog(string line, TimeSpan now, TimeSpan interval)
    {
        if (now < nextLog && line == lastLog)
        {
            return false;
        }

        nextLog = now + interval;
        lastLog = line;
        return true;
    }

    private static string? Short(string? text) => text is { Length: > MaxText } ? text[..MaxText] + "..." : text;
}
