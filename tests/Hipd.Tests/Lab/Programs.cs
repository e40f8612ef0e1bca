namespace HiperNet.Hipd.Tests.Lab;

/// <summary>Where the built programs are: next to the tests in the layout of artifacts/bin.</summary>
internal static class Programs
{
    public static string Hipd { get; } = Find("hipd");

    public static string Hiper { get; } = Find("hiper");

    private static string Find(string name)
    {
        string own = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        return Path.GetFullPath(Path.Combine(own, "..", "..", name, Path.GetFileName(own), name));
    }
}
