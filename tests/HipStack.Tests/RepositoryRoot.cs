namespace HiperNet.HipStack.Tests;

/// <summary>Finds files of the repository from wherever the tests run.</summary>
internal static class RepositoryRoot
{
    public static string Path(params string[] parts)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "HiperNet.sln")))
        {
            folder = folder.Parent;
        }

        Assert.IsNotNull(folder, "HiperNet.sln stands in no folder above the tests");
        return System.IO.Path.Combine([folder.FullName, .. parts]);
    }
}
