using System.Diagnostics;

namespace HiperNet.Registrar.State;

/// <summary>
/// Runs etcd, and again when it has died. A thread of its own does it, for as long as it lives: the kernel's signal at
/// a parent's death is sent when the thread that forked ends, and threads of the pool end when they like.
/// </summary>
internal sealed class EtcdSupervisor : IDisposable
{
    private const int LogLines = 200;
    private const int LogCharacters = 1_000;

    private readonly PrivateEtcdOptions options;
    private readonly ManualResetEventSlim stop = new();
    private readonly Thread thread;
    private int starts;
    private volatile int process;
    private volatile PrivateEtcdException? failure;

    public EtcdSupervisor(PrivateEtcdOptions options)
    {
        this.options = options;
        thread = new Thread(Run) { IsBackground = true, Name = "etcd" };
        thread.Start();
    }

    /// <summary>What it has said last.</summary>
    public LogRing Log { get; } = new(LogLines, LogCharacters);

    /// <summary>How often it was started.</summary>
    public int Starts => Volatile.Read(ref starts);

    /// <summary>The number of its process; 0 while it does not run.</summary>
    public int ProcessId => process;

    /// <summary>Why it cannot be started at all; null if it can.</summary>
    public PrivateEtcdException? Failure => failure;

    /// <inheritdoc/>
    public void Dispose()
    {
        stop.Set();
        thread.Join();
        stop.Dispose();
    }

    private void Run()
    {
        TimeSpan pause = options.FirstPause;
        do
        {
            long begun = options.Time.GetTimestamp();
            try
            {
                RunOnce();
            }
            catch (Exception e) when (e is PrivateEtcdException or IOException or UnauthorizedAccessException
                or InvalidOperationException or AggregateException)
            {
                // Whatever it is (a directory that is gone, a pipe that broke), another try may do better.
                process = 0;
                failure = e as PrivateEtcdException
                    ?? new PrivateEtcdException(PrivateEtcdFault.Program, $"etcd cannot be run: {e.Message}", e);
                Log.Add(failure.Message);
            }

            // One that has lived for a while does not pay for the deaths of its forerunners.
            bool livedLong = options.Time.GetElapsedTime(begun) > options.LongestPause;
            pause = livedLong ? options.FirstPause : pause;
            if (stop.Wait(pause))
            {
                return;
            }

            pause = pause * 2 > options.LongestPause ? options.LongestPause : pause * 2;
        }
        while (true);
    }

    private void RunOnce()
    {
        using Process etcd = EtcdProcess.Start(options);
        Interlocked.Increment(ref starts);
        process = etcd.Id;
        failure = null;
        using ManualResetEvent exited = new(initialState: false);
        etcd.Exited += (_, _) => Signal(exited);
        etcd.EnableRaisingEvents = true;
        etcd.StandardInput.Close();
        Task said = Task.Factory.StartNew(
            () => Log.ReadFrom(etcd.StandardError.BaseStream),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        Task output = etcd.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        WaitHandle.WaitAny([exited, stop.WaitHandle]);
        End(etcd);
        etcd.EnableRaisingEvents = false;
        process = 0;
        Task.WaitAll(said, output);
    }

    private static void Signal(ManualResetEvent exited)
    {
        try
        {
            exited.Set();
        }
        catch (ObjectDisposedException)
        {
            // It has ended because it was asked to, and nobody waits any more.
        }
    }

    private void End(Process etcd)
    {
        if (!etcd.HasExited && !(EtcdProcess.Ask(etcd) && etcd.WaitForExit(options.StopTime)))
        {
            etcd.Kill();
            etcd.WaitForExit();
        }
    }
}
