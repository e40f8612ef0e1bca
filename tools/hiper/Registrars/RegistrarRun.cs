using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace HiperNet.Cli.Registrars;

/// <summary>
/// <c>hiper registrar run</c>: runs the service with the rest of the command line. Signals go on to it, its exit code
/// is the command's, and the kernel ends it when the command is killed.
/// </summary>
internal static class RegistrarRun
{
    private const string Program = "hiper-registrar";

    /// <summary>The verb.</summary>
    public static Command Command()
    {
        Command command = new(
            "run",
            "Run a registrar until it is asked to end. The options are those of its program: see 'run -- --help'.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction(parsed => Run(parsed.UnmatchedTokens.Where(token => token != "--")));
        return command;
    }

    private static int Run(IEnumerable<string> arguments)
    {
        // Of this thread's end the kernel tells the service; it is the program's first, which waits below.
        ProcessStartInfo start = new("setpriv", ["--pdeathsig", "TERM", "--", Find(), .. arguments])
        {
            UseShellExecute = false,
        };
        try
        {
            using Process process = Process.Start(start)
                ?? throw new CliException(ExitCode.Environment, $"{Program} does not start");
            using PosixSignalRegistration interrupt = Forward(PosixSignal.SIGINT, "INT", process.Id);
            using PosixSignalRegistration terminate = Forward(PosixSignal.SIGTERM, "TERM", process.Id);
            using PosixSignalRegistration hangUp = Forward(PosixSignal.SIGHUP, "HUP", process.Id);
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (Win32Exception exception)
        {
            throw new CliException(
                ExitCode.Environment, "setpriv cannot be started; Debian has it in util-linux", exception);
        }
    }

    private static PosixSignalRegistration Forward(PosixSignal signal, string name, int to) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            string number = to.ToString(CultureInfo.InvariantCulture);
            string[] arguments = ["-c", "kill -\"$1\" \"$2\"", "sh", name, number];
            using Process? shell = Process.Start(new ProcessStartInfo("sh", arguments) { UseShellExecute = false });
            shell?.WaitForExit();
        });

    /// <summary>The program beside this one, as it is installed, or where the build puts it.</summary>
    private static string Find()
    {
        string own = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        string[] places =
        [
            Path.Combine(own, Program),
            Path.GetFullPath(Path.Combine(own, "..", "..", Program, Path.GetFileName(own), Program)),
        ];
        return Array.Find(places, File.Exists)
            ?? throw new CliException(ExitCode.Environment, $"{Program} is neither installed nor built");
    }
}
