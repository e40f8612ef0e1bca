namespace HiperNet.Vpxi.Deployment;

/// <summary>Waits for what the kernel tells nobody of.</summary>
internal static class Waiting
{
    /// <summary>Looks now and then until something is so.</summary>
    /// <returns>Whether it came to be so in time.</returns>
    public static async Task<bool> UntilAsync(
        Func<Task<bool>> isSo, TimeSpan patience, CancellationToken cancellation)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            if (TimeProvider.System.GetElapsedTime(start) > patience)
            {
                return false;
            }

            await Task.Delay(DeploymentLimits.Look, TimeProvider.System, cancellation);
        }

        return true;
    }

    /// <summary>Looks now and then until something is so.</summary>
    public static Task<bool> UntilAsync(Func<bool> isSo, TimeSpan patience, CancellationToken cancellation) =>
        UntilAsync(() => Task.FromResult(isSo()), patience, cancellation);
}
