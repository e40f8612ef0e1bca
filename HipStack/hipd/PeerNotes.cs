using HiperNet.HipStack.Control;
using HiperNet.Hipd.Policy;

namespace HiperNet.Hipd;

/// <summary>What happened with a peer lately, for whoever asks why.</summary>
internal sealed class PeerNotes
{
    private TimeSpan nextLog = TimeSpan.MinValue;

    public string? LastEnd { get; set; }

    public PeerDecision? LastDecision { get; set; }

    public NotifyNote? LastNotify { get; set; }

    /// <summary>Whether a line about this peer may be written now.</summary>
    public bool ShouldLog(TimeSpan now, TimeSpan interval)
    {
        if (now < nextLog)
        {
            return false;
        }

        nextLog = now + interval;
        return true;
    }
}
