namespace HiperNet.Vpxi.Deployment;

/// <summary>What tells this machine's state from another one.</summary>
internal static class Host
{
    /// <summary>The boot; numbers of processes mean nothing in another one.</summary>
    public static string Boot() => File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();

    /// <summary>The network namespace that this program runs in.</summary>
    public static string Network() => File.ResolveLinkTarget("/proc/self/ns/net", returnFinalTarget: false)!.Name;

    /// <summary>Whether a network namespace still is: some process or some mount keeps it.</summary>
    public static bool HasNetwork(string name) =>
        File.ReadAllText("/proc/self/mountinfo").Contains($" {name} ", StringComparison.Ordinal)
        || Directory.EnumerateDirectories("/proc").Any(folder => IsIn(Path.Combine(folder, "ns/net"), name));

    private static bool IsIn(string link, string name)
    {
        try
        {
            return File.ResolveLinkTarget(link, returnFinalTarget: false)?.Name == name;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
