namespace HiperNet.Hiper.Tests;

/// <summary>A folder for one test.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("hiper-test-").FullName;

    public string this[string name] => Path.Combine(folder, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
