using System.Xml.Linq;
using HiperNet.Testing;

namespace HiperNet.Architecture.Tests;

/// <summary>The files of this repository, found from wherever the tests run.</summary>
internal static class Repository
{
    private static readonly string[] Skipped = [".git", "artifacts", "bin", "obj", "TestResults"];

    private static readonly string[] TextExtensions =
        [".cs", ".csproj", ".props", ".targets", ".sln", ".json", ".md", ".txt", ".sh", ".sexp", ".ebnf", ""];

    public static string Root { get; } = RepositoryFiles.PathOf();

    /// <summary>Every C# file.</summary>
    public static IReadOnlyList<SourceFile> Sources { get; } =
        [.. Files(Root).Where(path => path.EndsWith(".cs", StringComparison.Ordinal)).Select(Read)];

    /// <summary>Every file that people write, recorded data aside.</summary>
    public static IReadOnlyList<SourceFile> Texts { get; } =
        [.. Files(Root).Where(path => TextExtensions.Contains(Path.GetExtension(path))).Select(Read)];

    /// <summary>Every project.</summary>
    public static IReadOnlyList<ProjectFile> Projects { get; } =
    [
        .. Files(Root)
            .Where(path => path.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(path => ProjectFile.Parse(Relative(path), XDocument.Load(path))),
    ];

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder).Concat(
            Directory.EnumerateDirectories(folder)
                .Where(inner => !Skipped.Contains(Path.GetFileName(inner)))
                .SelectMany(Files));

    private static SourceFile Read(string path) => new(Relative(path), File.ReadAllText(path));

    private static string Relative(string path) => Path.GetRelativePath(Root, path);
}
