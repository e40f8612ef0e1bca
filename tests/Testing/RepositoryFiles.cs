namespace HiperNet.Testing;

/// <summary>Finds files of the repository from wherever the tests run.</summary>
public static class RepositoryFiles
{
    private static readonly Lazy<string> Root = new(FindRoot);

    /// <summary>The path of a file, given from the repository's root.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root.Value, .. parts]);

    private static string FindRoot()
    {
        for (string? at = AppContext.BaseDirectory; at is not null; at = Path.GetDirectoryName(at))
        {
            if (File.Exists(Path.Combine(at, "HiperNet.sln")))
            {
                return at;
            }
        }

        throw new InvalidOperationException("These tests run from inside the repository, which holds HiperNet.sln.");
    }
}
