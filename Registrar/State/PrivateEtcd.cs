using System.Diagnostics.CodeAnalysis;

namespace HiperNet.Registrar.State;

/// <summary>
/// An etcd with one member that this process runs for itself alone: in a directory that nobody else may enter, without
/// a port, started again when it dies, and gone when this process is, whichever way that ends.
/// </summary>
public sealed class PrivateEtcd : IAsyncDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const string LockFile = "lock";
    private const int LinesOfFailure = 3;
    private const int MostStarts = 3;
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AskTime = TimeSpan.FromSeconds(1);

    private readonly FileStream alone;
    private readonly EtcdSupervisor supervisor;

    private PrivateEtcd(FileStream alone, EtcdSupervisor supervisor, EtcdEndpoint endpoint) =>
        (this.alone, this.supervisor, Endpoint) = (alone, supervisor, endpoint);

    /// <summary>Where it listens.</summary>
    public EtcdEndpoint Endpoint { get; }

    /// <summary>The last lines of its log, oldest first.</summary>
    public IReadOnlyList<string> Log => supervisor.Log.Lines;

    /// <summary>How often it was started; more than 1 says that it has died.</summary>
    public int Starts => supervisor.Starts;

    /// <summary>The number of its process; 0 while it does not run.</summary>
    public int ProcessId => supervisor.ProcessId;

    /// <summary>Starts it and waits until it answers.</summary>
    /// <exception cref="PrivateEtcdException">It cannot be started, or does not answer in time.</exception>
    /// <exception cref="OperationCanceledException">The token says so; it is ended then.</exception>
    [SuppressMessage(
        "Reliability", "CA2000:Dispose objects before losing scope", Justification = "it disposes of its parts")]
    public static async Task<PrivateEtcd> StartAsync(
        PrivateEtcdOptions options, CancellationToken cancellation = default)
    {
        MakeDirectory(options.Directory);
        EtcdEndpoint endpoint =
            EtcdEndpoint.OfSocket(Path.Combine(options.Directory, EtcdProcess.ClientSocket));
        PrivateEtcd etcd = new(Lock(options.Directory), new EtcdSupervisor(options), endpoint);
        try
        {
            await etcd.WaitAsync(options, cancellation);
            return etcd;
        }
        catch
        {
            await etcd.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it: it is asked to, and killed if that takes too long.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.Run(supervisor.Dispose);
        await alone.DisposeAsync();
    }

    private static void MakeDirectory(string directory)
    {
        if (!Path.IsPathFullyQualified(directory) || directory.Length > PrivateEtcdOptions.MaxDirectoryCharacters
            || !System.Text.Ascii.IsValid(directory))
        {
            throw new PrivateEtcdException(
                PrivateEtcdFault.Directory,
                $"A private etcd needs a whole path of at most {PrivateEtcdOptions.MaxDirectoryCharacters} ASCII "
                    + "characters, because sockets stand in it.");
        }

        try
        {
            Directory.CreateDirectory(directory, Private);
            UnixFileMode mode = File.GetUnixFileMode(directory);
            if ((mode | Private) != Private)
            {
                throw new PrivateEtcdException(
                    PrivateEtcdFault.Directory, $"{directory} is open to others; its mode must be 0700.");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PrivateEtcdException(PrivateEtcdFault.Directory, $"{directory} cannot be made: {e.Message}", e);
        }
    }

    private static FileStream Lock(string directory)
    {
        try
        {
            return new FileStream(
                Path.Combine(directory, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new PrivateEtcdException(
                PrivateEtcdFault.Busy, $"Another program runs an etcd in {directory}.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new PrivateEtcdException(PrivateEtcdFault.Directory, $"{directory} belongs to somebody else.", e);
        }
    }

    private async Task WaitAsync(PrivateEtcdOptions options, CancellationToken cancellation)
    {
        using EtcdClient client = new(new EtcdOptions
        {
            Endpoints = [Endpoint],
            RequestTime = AskTime,
            Time = options.Time,
        });
        long begun = options.Time.GetTimestamp();
        RangeQuery anything = new(KeyRange.Single("ready"));
        while (!(await client.RangeAsync(anything, cancellation)).IsDone)
        {
            if (supervisor.Failure is { } failure)
            {
                throw new PrivateEtcdException(failure.Fault, failure.Message, failure);
            }

            if (supervisor.Starts > MostStarts || options.Time.GetElapsedTime(begun) > options.StartTime)
            {
                throw new PrivateEtcdException(
                    supervisor.Starts > 1 ? PrivateEtcdFault.Program : PrivateEtcdFault.Silent,
                    "etcd does not answer. It said last: " + string.Join(" | ", Log.TakeLast(LinesOfFailure)));
            }

            await Task.Delay(AskAgain, options.Time, cancellation);
        }
    }
}
