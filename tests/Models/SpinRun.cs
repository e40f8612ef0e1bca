using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using HiperNet.Testing;

namespace HiperNet.Models.Tests;

/// <summary>One search of spec/models/association.pml by spin.</summary>
/// <param name="Errors">How many errors it found; it ends at the first.</param>
/// <param name="States">How many states it stored.</param>
/// <param name="Report">What it wrote.</param>
internal sealed partial record SpinRun(int Errors, int States, string Report)
{
    private const int MemoryMebibytes = 1500;
    private const int Seconds = 55;
    private const int Depth = 200_000;
    private const int TimeoutMilliseconds = 10_000;

    /// <summary>Whether the whole space was searched: no limit of memory, time or depth was met.</summary>
    public bool IsComplete =>
        !Report.Contains("reached -DMEMLIM bound", StringComparison.Ordinal)
        && !Report.Contains("max search depth too small", StringComparison.Ordinal)
        && !Report.Contains("Search not completed", StringComparison.Ordinal);

    /// <summary>Searches for a failed assertion, and for a state in which nobody can move.</summary>
    /// <param name="settings">Budgets and mutants, as in <c>LOSSES=1 SKIP_VERDICT</c>.</param>
    public static SpinRun OfSafety(string settings) => Of(settings, "-DSAFETY", []);

    /// <summary>Searches for a run without end that breaks the model's formula.</summary>
    /// <param name="settings">As for <see cref="OfSafety"/>.</param>
    public static SpinRun OfLiveness(string settings) => Of("LIVENESS " + settings, "-DNOFAIR", ["-a"]);

    private static SpinRun Of(string settings, string kind, string[] search)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("hiper-model-");
        try
        {
            foreach (string name in (string[])["association.pml", "table.inc"])
            {
                File.Copy(RepositoryFiles.PathOf("spec", "models", name), Path.Combine(folder.FullName, name));
            }

            string[] defines = [.. settings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(s => "-D" + s)];
            _ = In(folder, ["spin", "-a", .. defines, "association.pml"], mustSucceed: true);
            string limit = string.Create(CultureInfo.InvariantCulture, $"-DMEMLIM={MemoryMebibytes}");
            _ = In(folder, ["gcc", "-O2", "-w", "-DCOLLAPSE", limit, kind, "-o", "pan", "pan.c"], mustSucceed: true);
            string seconds = Seconds.ToString(CultureInfo.InvariantCulture);
            string depth = string.Create(CultureInfo.InvariantCulture, $"-m{Depth}");
            return Read(In(folder, ["timeout", seconds, "./pan", depth, .. search], mustSucceed: false));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string In(DirectoryInfo folder, string[] command, bool mustSucceed)
    {
        ProgramRun run = ProgramRun.Of("env", default, ["-C", folder.FullName, .. command]);
        string output = Encoding.UTF8.GetString(run.Output.Span) + run.Errors;
        return run.ExitCode == 0 || !mustSucceed
            ? output
            : throw new InvalidOperationException($"{string.Join(' ', command)} failed: {output}");
    }

    private static SpinRun Read(string report)
    {
        Match errors = ErrorCount().Match(report);
        Match states = StateCount().Match(report);
        return errors.Success && states.Success
            ? new SpinRun(Number(errors), Number(states), report)
            : throw new InvalidOperationException("The search did not end in time: " + report);
    }

    private static int Number(Match match) => int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"errors: (?<n>\d+)", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex ErrorCount();

    [GeneratedRegex(@"(?<n>\d+) states, stored", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex StateCount();
}
