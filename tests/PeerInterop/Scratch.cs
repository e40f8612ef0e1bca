namespace HiperNet.PeerInterop.Tests;

/// <summary>The folder of all files that these tests make; it goes when they have ended.</summary>
[TestClass]
public sealed class Scratch
{
    private static readonly Lazy<string> Folder = new(() => Directory.CreateTempSubdirectory("hiper").FullName);

    public static string PathOf(string name) => Path.Combine(Folder.Value, name);

    [AssemblyCleanup]
    public static void Remove()
    {
        if (Folder.IsValueCreated)
        {
            Directory.Delete(Folder.Value, recursive: true);
        }
    }
}
