using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Bench;

/// <summary>What a key costs when it arrives, and each time that it verifies.</summary>
public class KeyBenchmarks
{
    private readonly byte[] digest = SHA256.HashData("a certificate"u8);
    private SexpNode spelling = SexpAtom.Of("");
    private PublicKey key = null!;
    private SexpList signature = SexpList.Of();

    [Params(KeyAlgorithm.P256, KeyAlgorithm.Rsa2048, KeyAlgorithm.Ed25519)]
    public KeyAlgorithm Algorithm { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        using PrivateKey whole = PrivateKey.Generate(Algorithm);
        key = whole.Public;
        spelling = key.Sexp;
        signature = whole.SignDigest(digest);
    }

    [Benchmark]
    public bool Load() => PublicKey.TryParse(spelling, out _, out _);

    [Benchmark]
    public bool Verify() => key.VerifyDigest(digest, signature, out _);
}
