using System.Security.Cryptography;

namespace HiperNet.Registrar.Tests.State.Lab;

/// <summary>A directory with a short path, removed with what is in it. Nobody has made it yet.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public TemporaryDirectory()
    {
        Place = Path.Combine(Path.GetTempPath(), "hr-" + RandomNumberGenerator.GetHexString(12, lowercase: true));
    }

    public string Place { get; }

    public void Dispose()
    {
        if (Directory.Exists(Place))
        {
            Directory.Delete(Place, recursive: true);
        }
    }
}
