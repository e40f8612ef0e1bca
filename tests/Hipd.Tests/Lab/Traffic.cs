using HiperNet.Testing;

namespace HiperNet.Hipd.Tests.Lab;

/// <summary>The applications of a test: see the head of <c>traffic.py</c>.</summary>
internal static class Traffic
{
    public static string Script { get; } = RepositoryFiles.PathOf("tests", "Hipd.Tests", "traffic.py");

    /// <summary>Runs one of its verbs on a host, to its end.</summary>
    public static ProgramRun Of(HipdHost host, params IEnumerable<string> arguments) =>
        host.Run("python3", [Script, .. arguments]);
}
