namespace HiperNet.Hipd;

/// <summary>Lines that others can cause: so many a second, and a count of those left out. Any thread.</summary>
/// <param name="perSecond">The most lines a second.</param>
/// <param name="clock">The daemon's clock.</param>
/// <param name="log">Where lines go.</param>
internal sealed class LogLimit(int perSecond, DaemonClock clock, Action<string> log)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private TimeSpan periodEnd;
    private int lines;

    public void Write(string line)
    {
        int leftOut = 0;
        lock (gate)
        {
            TimeSpan now = clock.Now;
            if (now >= periodEnd)
            {
                leftOut = Math.Max(0, lines - perSecond);
                periodEnd = now + Period;
                lines = 0;
            }

            if (++lines > perSecond)
            {
                return;
            }
        }

        if (leftOut > 0)
        {
            log($"{leftOut} lines were left out");
        }

        log(line);
    }
}
