using System.Diagnostics;
using System.Text;
using HiperNet.Testing;
using HiperNet.Vpxi.Deployment;

namespace HiperNet.Vpxi.Tests.Deployment;

/// <summary>
/// A network namespace that stands for a machine, a folder for journals, and a program that deploys there and can be
/// killed.
/// </summary>
internal sealed class DeploymentLab : IDisposable
{
    /// <summary>The environment variable that, being 1, lets tests take minutes: larger plans, more kills.</summary>
    private const string SlowVariable = "HIPER_DEPLOYMENT_SLOW";
    private static int made;
    private readonly NetworkNamespace machine = new();
    private readonly Process server;

    /// <summary>Makes the machine.</summary>
    /// <param name="folder">Where journals are; in memory, as they are where the program is used, if not given.</param>
    public DeploymentLab(string folder = "/dev/shm")
    {
        State = Path.Combine(folder, $"hiper-deploy-{Environment.ProcessId}-{Interlocked.Increment(ref made)}");
        server = Process.Start(new ProcessStartInfo(
            "nsenter", [$"--net=/run/netns/{machine.Name}", Program(), State, "serve"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    public static bool IsSlow => Environment.GetEnvironmentVariable(SlowVariable) == "1";

    public string State { get; }

    /// <summary>For questions; what makes devices must run in the machine.</summary>
    public NamespaceDriver Driver => new(State, TimeSpan.FromSeconds(2));

    public static string Id(string kind) => $"{kind}-{Environment.ProcessId}";

    /// <summary>Runs the program, which SIGKILL ends at a report if a number is given.</summary>
    public ProgramRun Run(string verb, string id, int? killAt = null) =>
        ProgramRun.Of("nsenter", default, [.. Arguments(verb, id), .. killAt is { } at ? [$"{at}"] : (string[])[]]);

    /// <summary>What is to be run for a verb, with the program nsenter.</summary>
    public string[] Arguments(string verb, string id) =>
        [$"--net=/run/netns/{machine.Name}", Program(), State, verb, id];

    /// <summary>Has it done by another program, which lives on.</summary>
    /// <returns>How many reports there were.</returns>
    public int Must(string verb, string id)
    {
        server.StandardInput.WriteLine($"{verb} {id}");
        server.StandardInput.Flush();
        string? answer = server.StandardOutput.ReadLine();
        Assert.IsTrue(int.TryParse(answer, out int reports), $"{verb} {id}: {answer}");
        return reports;
    }

    /// <summary>Runs a command in a node.</summary>
    public ProgramRun In(string id, string node, params string[] command)
    {
        IReadOnlyList<string> all = Driver.EnterAsync(id, node, command).GetAwaiter().GetResult();
        return ProgramRun.Of(all[0], default, all.Skip(1));
    }

    /// <summary>Runs a line of shell in a node, which must succeed.</summary>
    public string Shell(string id, string node, string line)
    {
        ProgramRun run = In(id, node, "sh", "-c", line);
        Assert.AreEqual(0, run.ExitCode, $"{line}: {run.Errors}");
        return Encoding.UTF8.GetString(run.Output.Span).Trim();
    }

    /// <summary>What the machine still has of a plan, in words.</summary>
    public IReadOnlyList<string> Left(string id) =>
    [
        .. Directory.EnumerateFiles("/run/netns", $"hiper.{id}.*"),
        .. machine.Ip("-o", "link", "show").Split('\n').Where(line => line.Length > 0 && !line.Contains("lo:")),
        .. Groups(id),
        .. File.ReadLines("/proc/self/mountinfo").Where(line => line.Contains(State) || line.Contains($"hiper.{id}.")),
        .. Processes(),
        .. Directory.Exists(State) ? Directory.EnumerateFileSystemEntries(State) : [],
    ];

    public void Dispose()
    {
        server.StandardInput.Close();
        server.WaitForExit();
        server.Dispose();
        Run("recover", "all");
        machine.Dispose();
        if (Directory.Exists(State))
        {
            Directory.Delete(State, recursive: true);
        }
    }

    private static IEnumerable<string> Groups(string id) => !Directory.Exists("/sys/fs/cgroup")
        ? []
        : Directory.EnumerateDirectories("/sys/fs/cgroup", $"hiper.{id}.*", new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = true,
            AttributesToSkip = FileAttributes.ReparsePoint,
        });

    // Processes that have the plan's folder in their mounts, or the plan in their environment.
    private IEnumerable<string> Processes() => Directory.EnumerateDirectories("/proc")
        .Where(folder => int.TryParse(Path.GetFileName(folder), out int id)
            && id != Environment.ProcessId && id != server.Id)
        .Where(folder => Holds(folder, "environ") || Holds(folder, "mountinfo"));

    private bool Holds(string folder, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, file)).Contains(State);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string Program()
    {
        string own = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        return Path.GetFullPath(Path.Combine(own, "..", "..", "Deploying", Path.GetFileName(own), "Deploying"));
    }
}
