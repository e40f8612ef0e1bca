namespace HiperNet.Agent.Tests.Lab;

/// <summary>Where the built programs are: next to the tests in the layout of artifacts/bin.</summary>
internal static class Programs
{
    public static string Of(string name) => Path.Combine(FolderOf(name), name);

    public static string FolderOf(string name)
    {
        string own = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        return Path.GetFullPath(Path.Combine(own, "..", "..", name, Path.GetFileName(own)));
    }
}
