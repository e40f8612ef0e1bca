using System.Runtime.ExceptionServices;

namespace HiperNet.Testing;

/// <summary>Runs what must not call itself once for each of its inputs: a deep recursion ends the process.</summary>
public static class SmallStack
{
    private const int Bytes = 256 << 10;

    /// <summary>Runs <paramref name="action"/> on a stack of 256 KiB and throws what it throws.</summary>
    public static void Run(Action action)
    {
        ExceptionDispatchInfo? failure = null;
        Thread thread = new(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception e)
                {
                    failure = ExceptionDispatchInfo.Capture(e);
                }
            },
            Bytes);
        thread.Start();
        thread.Join();
        failure?.Throw();
    }
}
