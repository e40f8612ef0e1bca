using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace HiperNet.Testing;

/// <summary>
/// A network namespace of our own, removed with all that is in it by <see cref="Dispose"/>.
/// </summary>
public sealed class NetworkNamespace : IDisposable
{
    private const int CLONE_NEWNET = 0x4000_0000;

    // By its address and not by an import: imports stand at the kernel boundary of the product only.
    private static readonly Lazy<SetNamespace> Setns = new(() =>
        Marshal.GetDelegateForFunctionPointer<SetNamespace>(
            NativeLibrary.GetExport(NativeLibrary.Load("libc.so.6"), "setns")));

    private static int made;

    /// <summary>Makes a namespace with its loopback interface up.</summary>
    /// <exception cref="InvalidOperationException">It cannot be made.</exception>
    public NetworkNamespace()
    {
        Name = $"hiper-{Environment.ProcessId}-{Interlocked.Increment(ref made)}";
        Must(ProgramRun.Of("ip", default, "netns", "add", Name));
        Ip("link", "set", "lo", "up");
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl, SetLastError = true)]
    private delegate int SetNamespace(int descriptor, int type);

    /// <summary>Its name, as <c>ip netns</c> lists it.</summary>
    public string Name { get; }

    /// <summary>Runs <c>ip</c> on it.</summary>
    /// <returns>What it wrote.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public string Ip(params IEnumerable<string> arguments) =>
        Must(ProgramRun.Of("ip", default, ["-n", Name, .. arguments]));

    /// <summary>Runs a program inside, to its end.</summary>
    public ProgramRun Run(string program, params IEnumerable<string> arguments) =>
        ProgramRun.Of("ip", default, ["netns", "exec", Name, program, .. arguments]);

    /// <summary>
    /// Connects this namespace with another one by a cable: an interface here and one there, both up.
    /// </summary>
    public void VethPair(string here, NetworkNamespace other, string there)
    {
        Ip("link", "add", here, "type", "veth", "peer", "name", there, "netns", other.Name);
        Ip("link", "set", here, "up");
        other.Ip("link", "set", there, "up");
    }

    /// <summary>
    /// Runs a function inside, on a thread of its own. What it opens stays inside for whichever thread uses
    /// it.
    /// </summary>
    public T Inside<T>(Func<T> function)
    {
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                Enter();
                result = function();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result!;
    }

    /// <inheritdoc/>
    public void Dispose() => ProgramRun.Of("ip", default, "netns", "del", Name);

    private static string Must(ProgramRun run) => run.ExitCode == 0
        ? Encoding.UTF8.GetString(run.Output.Span)
        : throw new InvalidOperationException($"ip failed: {run.Errors}");

    private void Enter()
    {
        using SafeFileHandle file = File.OpenHandle($"/run/netns/{Name}");
        if (Setns.Value((int)file.DangerousGetHandle(), CLONE_NEWNET) != 0)
        {
            throw new InvalidOperationException($"cannot enter {Name}: errno {Marshal.GetLastPInvokeError()}");
        }
    }
}
