using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace HiperNet.Registrar.State;

/// <summary>
/// Starts etcd in a directory. It listens on sockets of that directory only, where nobody else of the machine comes
/// in, and the kernel kills it when the thread that started it is gone.
/// </summary>
internal static class EtcdProcess
{
    /// <summary>The socket for clients. Of a URL unix://NAME:NUMBER etcd takes NAME:NUMBER as the path.</summary>
    public const string ClientSocket = "client:0";

    private const string PeerSocket = "peer:0";

    /// <summary>Starts it.</summary>
    /// <exception cref="PrivateEtcdException">A program is missing.</exception>
    public static Process Start(PrivateEtcdOptions options)
    {
        // A file that a killed etcd has left would look like one that listens.
        File.Delete(Path.Combine(options.Directory, ClientSocket));
        File.Delete(Path.Combine(options.Directory, PeerSocket));
        ProcessStartInfo start = new("setpriv", ["--pdeathsig", "KILL", "--", options.Program, .. Arguments(options)])
        {
            WorkingDirectory = options.Directory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // Of the environment only the search path goes on: ETCD_* would change what is said here.
        string? path = Environment.GetEnvironmentVariable("PATH");
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        if (RuntimeInformation.ProcessArchitecture == Architecture.Arm64)
        {
            start.Environment["ETCD_UNSUPPORTED_ARCH"] = "arm64";
        }

        try
        {
            return Process.Start(start)
                ?? throw new PrivateEtcdException(PrivateEtcdFault.Program, "setpriv was not started.");
        }
        catch (Win32Exception e)
        {
            throw new PrivateEtcdException(
                PrivateEtcdFault.Program, "setpriv cannot be started; Debian has it in util-linux.", e);
        }
    }

    /// <summary>Asks it to end; false if there is no shell to ask with.</summary>
    public static bool Ask(Process process)
    {
        try
        {
            string[] arguments = ["-c", "kill -TERM \"$1\"", "sh", $"{process.Id}"];
            using Process shell = Process.Start(new ProcessStartInfo("sh", arguments)
            {
                UseShellExecute = false,
                RedirectStandardError = true,
            })!;
            shell.WaitForExit();
            return shell.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static string[] Arguments(PrivateEtcdOptions options) =>
    [
        "--name", "registrar",
        "--data-dir", "data",
        "--listen-client-urls", "unix://" + ClientSocket,
        "--advertise-client-urls", "unix://" + ClientSocket,
        "--listen-peer-urls", "unix://" + PeerSocket,
        "--initial-advertise-peer-urls", "unix://" + PeerSocket,
        "--initial-cluster", "registrar=unix://" + PeerSocket,
        "--auto-compaction-mode", "periodic",
        "--auto-compaction-retention", $"{options.KeepHours}h",
        "--quota-backend-bytes", $"{options.QuotaOctets}",
        "--logger", "zap",
        "--log-outputs", "stderr",
    ];
}
