using System.Buffers.Binary;
using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Reduction;
using HiperNet.Spki.Revocation;
using HiperNet.Spki.Tags;

namespace HiperNet.Bench;

/// <summary>
/// A chain of 8 links in a pool of others. The aim: under 10 ms in 100,000, growth near-linear. Every certificate is
/// signed; the chain's signatures are checked anew each time.
/// </summary>
public class DiscoveryBenchmarks
{
    private const int Links = 8;

    private readonly RevocationState revocations = new();
    private CertificatePool pool = new();
    private Signed<AuthorizationCertificate>[] chain = [];
    private DecisionQuery query = null!;
    private ulong draws;

    [Params(1_000, 10_000, 100_000)]
    public int Certificates { get; set; }

    /// <summary>
    /// Own: the others are about other resources, as tags that name the resource first make them. Any: all others
    /// grant everything and may be passed on, so every chain among them is a candidate. Hard: as any, and the first
    /// and last link outlast all others, so that the shortcut for plain chains does not apply.
    /// </summary>
    [Params("own", "any", "hard")]
    public string Tags { get; set; } = "own";

    [GlobalSetup]
    public void Setup()
    {
        draws = 0;
        pool = new CertificatePool();
        PrivateKey[] keys = [.. Enumerable.Range(0, Links + 1 + (Certificates / 5))
            .Select(_ => PrivateKey.Generate(KeyAlgorithm.Ed25519))];
        Principal resource = keys[0].Public.Principal;
        TagExpression all = Issuing.Vm(resource);
        chain = [.. Enumerable.Range(0, Links).Select(
            i => Issuing.Grant(
                keys[i],
                keys[i + 1].Public.Principal,
                all,
                Delegation.Any,
                Tags == "hard" && i is 0 or (Links - 1) ? 7200 : 3600))];
        foreach (PrivateKey key in keys)
        {
            pool.AddKey(key.Public);
        }

        foreach (Signed<AuthorizationCertificate> grant in chain)
        {
            Issuing.Put(pool, grant);
        }

        while (pool.Count < Certificates)
        {
            PrivateKey issuer = keys[Draw(keys.Length)];
            Principal subject = keys[Draw(keys.Length)].Public.Principal;
            TagExpression tag = Tags == "own"
                ? Issuing.Vm(keys[Draw(keys.Length)].Public.Principal)
                : TagExpression.All;

            // The goal keeps its only chain: a shorter one through the others would measure something else.
            if (Tags == "own" || (issuer != keys[0] && subject != keys[Links].Public.Principal))
            {
                Issuing.Put(pool, Issuing.Grant(issuer, subject, tag, Delegation.Any));
            }
        }

        query = new DecisionQuery(
            TrustRoot.Of(resource), Party.Key(keys[Links].Public.Principal), Issuing.Vm(resource, "use"), Issuing.Now);
        if (!FindChain().IsGranted)
        {
            throw new InvalidOperationException("The chain was not found.");
        }
    }

    [Benchmark]
    public Decision FindChain()
    {
        foreach (Signed<AuthorizationCertificate> grant in chain)
        {
            pool.Remove(grant.Object.Id);
            Issuing.Put(pool, grant);
        }

        return Decider.Decide(query, pool, revocations);
    }

    /// <summary>
    /// The next of a fixed sequence of numbers below <paramref name="below"/>, the same in every run.
    /// </summary>
    private int Draw(int below)
    {
        Span<byte> octets = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(octets, draws++);
        return (int)(BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(octets)) % (ulong)below);
    }
}
