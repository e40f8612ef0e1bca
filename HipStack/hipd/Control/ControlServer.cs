using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Runtime.Versioning;
using HiperNet.HipStack.Control;

namespace HiperNet.Hipd.Control;

/// <summary>
/// Serves the control socket: a bounded number of callers, each with bounded lines and times. Whatever a caller
/// does ends at most its own connection.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class ControlServer : IAsyncDisposable
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(100);

    private readonly SocketFile file;
    private readonly Socket listener;
    private readonly IDaemonControl daemon;
    private readonly ControlServerOptions options;
    private readonly AccessRule rule;
    private readonly CancellationTokenSource ending = new();
    private readonly HashSet<Task> connections = [];
    private readonly Task accepting;

    private ControlServer(SocketFile file, Socket listener, IDaemonControl daemon, ControlServerOptions options)
    {
        (this.file, this.listener, this.daemon, this.options) = (file, listener, daemon, options);
        PeerCredentials own = PeerCredentials.Of(listener);
        rule = new AccessRule(own.UserId, options.GroupId ?? own.GroupIds[0]);
        accepting = Task.Run(AcceptAsync);
    }

    /// <summary>Listens at a path, and serves until it is disposed.</summary>
    /// <param name="path">Where the socket is to stand; its folder must be there.</param>
    /// <param name="daemon">Answers.</param>
    /// <param name="options">How to serve.</param>
    /// <exception cref="ControlException">
    /// <see cref="ControlFault.Refused"/>: another daemon lives there; <see cref="ControlFault.Malformed"/>: the
    /// path is too long.
    /// </exception>
    /// <exception cref="IOException">The path cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">The path may not be used.</exception>
    /// <exception cref="SocketException">The kernel refuses.</exception>
    public static ControlServer Start(string path, IDaemonControl daemon, ControlServerOptions options)
    {
        _ = ControlPath.EndPoint(path);
        SocketFile? claimed = SocketFile.Claim(path);
        Socket? socket = null;
        try
        {
            socket = claimed.Listen(options.GroupId);
            ControlServer server = new(claimed, socket, daemon, options);
            (claimed, socket) = (null, null);
            return server;
        }
        finally
        {
            socket?.Dispose();
            claimed?.Dispose();
        }
    }

    /// <summary>Ends every connection and removes the socket.</summary>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await accepting;
        listener.Dispose();
        await Task.WhenAll(Open());
        file.Dispose();
        ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!ending.IsCancellationRequested)
        {
            try
            {
                Socket caller = await listener.AcceptAsync(ending.Token);
                Serve(caller);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException exception)
            {
                // No descriptors left, or a caller that went away meanwhile: neither ends the daemon.
                options.Log($"control: {exception.Message}");
                await Task.Delay(PauseAfterFailure, options.Time, ending.Token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Serve(Socket caller)
    {
        ControlAccess access = AccessOf(caller);
        lock (connections)
        {
            if (access != ControlAccess.None && connections.Count < options.MaxConnections)
            {
                Task served = Task.Run(() => ServeAsync(caller, access));
                connections.Add(served);
                _ = served.ContinueWith(
                    Forget, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                return;
            }
        }

        (ControlFault fault, string why) = access == ControlAccess.None
            ? (ControlFault.Forbidden, "only root and the socket's group may talk to hipd")
            : (ControlFault.Busy, "too many talk to hipd already");
        Dismiss(caller, ControlAnswers.Failed(fault, why, options.Time));
    }

    private ControlAccess AccessOf(Socket caller)
    {
        try
        {
            return rule.Of(PeerCredentials.Of(caller));
        }
        catch (SocketException)
        {
            return ControlAccess.None;
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "A connection must not take the daemon with it.")]
    private async Task ServeAsync(Socket caller, ControlAccess access)
    {
        try
        {
            await using NetworkStream stream = new(caller, ownsSocket: true);
            await new ControlConnection(stream, access, daemon, options).RunAsync(ending.Token);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The caller has gone, was too slow, or the daemon ends.
        }
        catch (Exception exception)
        {
            options.Log($"control: {exception}");
        }
    }

    /// <summary>Says why in one go, which an empty socket buffer always takes, and closes.</summary>
    private static void Dismiss(Socket caller, ControlAnswer answer)
    {
        using (caller)
        {
            try
            {
                caller.Blocking = false;
                _ = caller.Send(ControlCodec.Encode(answer));
            }
            catch (SocketException)
            {
                // It has gone.
            }
        }
    }

    private Task[] Open()
    {
        lock (connections)
        {
            return [.. connections];
        }
    }

    private void Forget(Task served)
    {
        lock (connections)
        {
            connections.Remove(served);
        }
    }
}
