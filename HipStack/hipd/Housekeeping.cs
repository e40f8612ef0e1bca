using HiperNet.HipStack.Esp;
using HiperNet.Hipd.Services;

namespace HiperNet.Hipd;

/// <summary>What the control thread does once in a while, whatever happens.</summary>
internal sealed class Housekeeping(
    EffectHandler effects, Associations associations, ServiceDesk services, DaemonClock clock)
{
    private static readonly TimeSpan ClockInterval = TimeSpan.FromSeconds(1);

    private TimeSpan nextLook;
    private TimeSpan nextAging;

    /// <summary>Does what is due.</summary>
    public void Run()
    {
        TimeSpan now = clock.Now;
        services.Run();
        if (now >= nextLook)
        {
            nextLook = now + ClockInterval;
            if (clock.WasSet())
            {
                // Rights end by the time of day, and are waited for on a clock that does not know it.
                effects.DecideAnew();
            }
        }

        if (now >= nextAging)
        {
            nextAging = now + CreditCounter.AgingInterval;
            associations.AgeCredits();
            effects.DecideEnding(now + (2 * CreditCounter.AgingInterval));
            effects.ForgetDecisions();
        }
    }
}
