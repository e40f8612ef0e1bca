namespace HiperNet.Flows.Tests.Lab;

/// <summary>Where the built programs are: next to the tests in the layout of artifacts/bin.</summary>
internal static class Programs
{
    /// <summary>The registrar's service.</summary>
    public static string Registrar { get; } = Find("hiper-registrar");

    private static string Find(string name)
    {
        string own = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        return Path.GetFullPath(Path.Combine(own, "..", "..", name, Path.GetFileName(own), name));
    }
}
