namespace HiperNet.Agent.Tests.Lab;

/// <summary>A folder that goes with the test; files are written by their paths in it.</summary>
internal sealed class Scratch : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("hiper-agent-").FullName;

    public string this[string name]
    {
        get => File.ReadAllText(Of(name));
        set
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Of(name))!);
            File.WriteAllText(Of(name), value);
        }
    }

    public string Of(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
