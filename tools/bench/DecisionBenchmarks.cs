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
/// A decision over R -> H -> U with P-256. The aim: at most 1.15 times its two signature verifications when the
/// certificates are new, under 2 microseconds when the answer is known.
/// </summary>
public class DecisionBenchmarks
{
    private readonly CertificatePool pool = new();
    private readonly RevocationState revocations = new();
    private Signed<AuthorizationCertificate>[] chain = [];
    private PublicKey[] issuers = [];
    private DecisionQuery query = null!;
    private Authorizer authorizer = null!;
    private byte[] proof = [];
    private ECDsa bareKey = null!;
    private byte[] bareSignature = [];
    private byte[] bareDigest = [];

    [GlobalSetup]
    public void Setup()
    {
        PrivateKey[] keys = [.. Enumerable.Range(0, 3).Select(_ => PrivateKey.Generate(KeyAlgorithm.P256))];
        Principal resource = keys[0].Public.Principal;
        chain =
        [
            Issuing.Grant(keys[0], keys[1].Public.Principal, Issuing.Vm(resource), Delegation.Any),
            Issuing.Grant(keys[1], keys[2].Public.Principal, Issuing.Vm(resource, "use", "console"), null),
        ];
        issuers = [keys[0].Public, keys[1].Public];
        foreach (PublicKey key in issuers)
        {
            pool.AddKey(key);
        }

        TagExpression request = Issuing.Vm(resource, "use");
        query = new DecisionQuery(TrustRoot.Of(resource), Party.Key(keys[2].Public.Principal), request, Issuing.Now);
        foreach (Signed<AuthorizationCertificate> grant in chain)
        {
            Issuing.Put(pool, grant);
        }

        Decision decision = Decider.Decide(query, pool, revocations);
        proof = decision.Proof!.ToSequence(pool).Node.Canonical.ToArray();
        authorizer = new Authorizer(query.Root);
        authorizer.Update((known, _) =>
        {
            issuers.ToList().ForEach(key => known.AddKey(key));
            chain.ToList().ForEach(grant => Issuing.Put(known, grant));
            return 0;
        });
        bareKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        bareDigest = SHA256.HashData("a certificate"u8);
        bareSignature = bareKey.SignHash(bareDigest);
    }

    /// <summary>What the decision cannot do without.</summary>
    [Benchmark(Baseline = true)]
    public bool TwoVerifications() => Verify(0) & Verify(1);

    /// <summary>The framework's own verification, for comparison.</summary>
    [Benchmark]
    public bool TwoVerificationsOfTheFramework() =>
        bareKey.VerifyHash(bareDigest, bareSignature) & bareKey.VerifyHash(bareDigest, bareSignature);

    /// <summary>Both certificates come into the pool anew, are hashed, indexed, found and verified.</summary>
    [Benchmark]
    public Decision NewCertificates()
    {
        foreach (Signed<AuthorizationCertificate> grant in chain)
        {
            pool.Remove(grant.Object.Id);
            Issuing.Put(pool, grant);
        }

        return Decider.Decide(query, pool, revocations);
    }

    /// <summary>The certificates are in the pool and verified; the chain is searched for.</summary>
    [Benchmark]
    public Decision VerifiedCertificates() => Decider.Decide(query, pool, revocations);

    /// <summary>The answer is known.</summary>
    [Benchmark]
    public Decision CachedDecision() => authorizer.Decide(query.Subject, query.Request, query.Time);

    /// <summary>A proof arrives as bytes: keys loaded, everything parsed, hashed, verified.</summary>
    [Benchmark]
    public Decision ProofFromBytes()
    {
        _ = Spki.Sexp.CanonicalParser.TryParse(proof, null, out Spki.Sexp.SexpNode? node, out _);
        _ = SpkiObject.TryParse(node!, out SpkiObject? sequence, out _);
        return ProofCheck.Decide(query, (Sequence)sequence!);
    }

    private bool Verify(int link) => issuers[link].VerifyDigest(
        chain[link].Signature.Hash.Value.Span, chain[link].Signature.Value, out _);
}
