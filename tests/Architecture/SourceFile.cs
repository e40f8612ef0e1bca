namespace HiperNet.Architecture.Tests;

/// <summary>A file: its path from the root of the repository, with slashes, and its text.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    /// <summary>The text without comments and without what stands in strings.</summary>
    public string Code { get; } = CSharpText.Strip(Text);

    /// <summary>Whether the file stands in one of the folders.</summary>
    public bool IsIn(params string[] folders) =>
        folders.Any(folder => Path.StartsWith(folder + "/", StringComparison.Ordinal));
}
