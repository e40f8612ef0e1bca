namespace HiperNet.Architecture.Tests;

/// <summary>
/// The arrows between projects. A new project needs a row here, which is where its design is looked at.
/// </summary>
internal static class ProjectArrows
{
    private const string Spki = "HiperNet.Spki";
    private const string Text = "HiperNet.Spki.Text";
    private const string HipStack = "HiperNet.HipStack";
    private const string Vpxi = "HiperNet.Vpxi";
    private const string RegistrarClient = "HiperNet.Registrar.Client";
    private const string Registrar = "HiperNet.Registrar";
    private const string Identity = "HiperNet.Registrar.Identity";
    private const string CommandLine = "System.CommandLine";
    private const string Thin = "tools are thin, and never a daemon or the service";

    /// <summary>What each product project may refer to.</summary>
    public static IReadOnlyList<ProjectArrow> Table { get; } =
    [
        new(Spki, [], [], "a leaf: fuzzable and reusable with the base library alone"),
        new(Text, [Spki], ["Sprache"], "the advanced form is for people; what reads from a network cannot reach it"),
        new(HipStack, [], [], "it knows packets, not SPKI: it asks for a verdict and is given one"),
        new("hipd", [HipStack, Spki, RegistrarClient], ["YamlDotNet"], "the one place that composes the HIP daemon"),
        new(Vpxi, [HipStack, Spki, RegistrarClient], ["Sprache"], "it talks to hipd by its socket only"),
        new(
            "hiper-agent",
            [Vpxi, HipStack, Spki, RegistrarClient, Identity],
            ["YamlDotNet"],
            "the agent composes, decides by Spki, signs its requests with SPKI's keys, and is configured in YAML"),
        new(Registrar, [Spki, Vpxi, RegistrarClient, Identity], [], "it passes rights on, and moves no packets"),
        new(Identity, [Spki, RegistrarClient], [], "it lends SPKI's keys to signed requests and to TLS"),
        new(
            "hiper-registrar",
            [Registrar, Identity, Spki, RegistrarClient],
            [CommandLine],
            "the one place that composes the registrar's service"),
        new(RegistrarClient, [], [], "contracts: a leaf that both sides share"),
        new(
            "hiper",
            [Spki, Text, HipStack, Vpxi, RegistrarClient, Identity],
            [CommandLine, "Spectre.Console"],
            Thin),
        new("vectors", [Spki, Text], [], Thin),
        new(
            "bench",
            [Spki, Text, HipStack, Vpxi, Registrar, RegistrarClient, Identity],
            [
                "BenchmarkDotNet", "Microsoft.CodeAnalysis.CSharp", "Microsoft.Diagnostics.Tracing.TraceEvent",
                "System.Management",
            ],
            "it measures every part, the registrar on a private etcd too"),
    ];

    /// <summary>What is wrong with the references of <paramref name="projects"/>.</summary>
    public static IEnumerable<string> Violations(IEnumerable<ProjectFile> projects) =>
        projects.Where(project => !project.IsTest).SelectMany(Violations);

    private static IEnumerable<string> Violations(ProjectFile project)
    {
        ProjectArrow? arrow = Table.FirstOrDefault(row => row.Project == project.Name);
        if (arrow is null)
        {
            return [$"{project.Path}: no row in {nameof(ProjectArrows)} says what it may refer to, and why"];
        }

        IEnumerable<string> projects = project.Projects.Except(arrow.Projects);
        IEnumerable<string> packages = project.Packages.Except(arrow.Packages).Select(name => $"package {name}");
        return projects.Concat(packages)
            .Select(name => $"{project.Path} must not refer to {name}, because {arrow.Reason}");
    }
}
