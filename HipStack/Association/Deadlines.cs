namespace HiperNet.HipStack.Association;

/// <summary>The deadlines of one association, one for each timer.</summary>
internal sealed class Deadlines
{
    private static readonly int Timers = Enum.GetValues<AssociationTimer>().Length;

    private readonly TimeSpan[] at = new TimeSpan[Timers];

    public Deadlines() => at.AsSpan().Fill(TimeSpan.MaxValue);

    /// <summary>The earliest of all; MaxValue if none runs.</summary>
    public TimeSpan Earliest { get; private set; } = TimeSpan.MaxValue;

    public TimeSpan this[AssociationTimer timer] => at[(int)timer];

    public bool IsRunning(AssociationTimer timer) => this[timer] != TimeSpan.MaxValue;

    public void Set(AssociationTimer timer, TimeSpan when)
    {
        at[(int)timer] = when;
        Earliest = at.Min();
    }

    public void Stop(AssociationTimer timer) => Set(timer, TimeSpan.MaxValue);

    public void StopAll()
    {
        at.AsSpan().Fill(TimeSpan.MaxValue);
        Earliest = TimeSpan.MaxValue;
    }

    /// <summary>Takes one timer that is due, and stops it.</summary>
    public bool TryTakeDue(TimeSpan now, out AssociationTimer timer)
    {
        for (int i = 0; i < at.Length; i++)
        {
            if (at[i] <= now)
            {
                timer = (AssociationTimer)i;
                Stop(timer);
                return true;
            }
        }

        timer = default;
        return false;
    }
}
