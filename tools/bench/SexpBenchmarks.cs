using BenchmarkDotNet.Attributes;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Bench;

/// <summary>Canonical reading of objects of a certificate's size. The aim: above 1 GB/s, nothing allocated.</summary>
public class SexpBenchmarks
{
    private const int Copies = 1000;

    private byte[] canonical = [];

    [GlobalSetup]
    public void Setup()
    {
        using PrivateKey issuer = PrivateKey.Generate(KeyAlgorithm.P256);
        using PrivateKey subject = PrivateKey.Generate(KeyAlgorithm.P256);
        Principal resource = issuer.Public.Principal;
        var grant = Issuing.Grant(
            issuer, subject.Public.Principal, Issuing.Vm(resource, "use", "console", "start", "stop"), Delegation.Any);
        canonical = Sequence.Create(grant.Object, grant.Signature).Node.Canonical.ToArray();
        Console.WriteLine($"// a signed certificate of {canonical.Length} bytes, read {Copies} times an operation");
    }

    [Benchmark(OperationsPerInvoke = Copies)]
    public int ReadCanonical()
    {
        int atoms = 0;
        for (int i = 0; i < Copies; i++)
        {
            CanonicalReader reader = new(canonical);
            while (reader.Read())
            {
                atoms += reader.Token == CanonicalToken.Atom ? 1 : 0;
            }
        }

        return atoms;
    }

    [Benchmark]
    public SexpNode? ParseTree() => CanonicalParser.TryParse(canonical, null, out SexpNode? node, out _) ? node : null;

    [Benchmark]
    public SpkiObject? ParseObjects() =>
        CanonicalParser.TryParse(canonical, null, out SexpNode? node, out _)
        && SpkiObject.TryParse(node, out SpkiObject? value, out _)
            ? value
            : null;
}
