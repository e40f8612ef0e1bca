using System.IO.Compression;
using HiperNet.Testing;
using HiperNet.Vpxi.Planning;

namespace HiperNet.Vpxi.Tests.Planning;

/// <summary>The recorded streams of tests/data/vne.</summary>
internal static class StreamFile
{
    public static RequestStream Read(string name)
    {
        using FileStream file = File.OpenRead(RepositoryFiles.PathOf("tests", "data", "vne", name + ".json.gz"));
        using GZipStream unpacked = new(file, CompressionMode.Decompress);
        using MemoryStream octets = new();
        unpacked.CopyTo(octets);
        return HiperNet.Vpxi.Planning.StreamReader.Read(octets.ToArray());
    }
}
