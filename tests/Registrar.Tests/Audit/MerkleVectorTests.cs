using System.Text;
using System.Text.Json;
using HiperNet.Registrar.Audit;
using HiperNet.Testing;

namespace HiperNet.Registrar.Tests.Audit;

[TestClass]
public sealed class MerkleVectorTests
{
    private static readonly string Place = RepositoryFiles.PathOf("spec", "vectors", "merkle.json");
    private static readonly JsonElement Vectors = JsonDocument.Parse(File.ReadAllBytes(Place)).RootElement;

    private static byte[][] Leaves => [.. Vectors.GetProperty("leaves").EnumerateArray().Select(Octets)];

    private static MerkleHash[] Roots =>
        [.. Vectors.GetProperty("roots").EnumerateArray().Select(root => MerkleHash.Of(Octets(root)))];

    [TestMethod]
    [RequiresProgram("python3")]
    public void The_vectors_are_what_the_script_writes()
    {
        ProgramRun run = ProgramRun.Of("python3", default, RepositoryFiles.PathOf("spec", "vectors", "merkle.py"));

        Assert.AreEqual(0, run.ExitCode, run.Errors);
        Assert.AreEqual(File.ReadAllText(Place), Encoding.UTF8.GetString(run.Output.Span));
    }

    [TestMethod]
    [DataRow(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [DataRow(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [DataRow(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void The_roots_are_those_of_Certificate_Transparency(int size, string root) =>
        Assert.AreEqual(root, Roots[size].ToString());

    [TestMethod]
    public async Task Roots_and_proofs_are_those_of_the_vectors()
    {
        MemoryLogStore store = new();
        using AuditLog log = new(store);
        for (int size = 0; size <= Leaves.Length; size++)
        {
            Assert.AreEqual(Roots[size], (await log.HeadAsync()).Value!.Root);
            if (size < Leaves.Length)
            {
                await log.AppendAsync([Leaves[size]]);
            }
        }

        foreach (JsonElement one in Vectors.GetProperty("inclusion").EnumerateArray())
        {
            (int index, int size) = (one.GetProperty("index").GetInt32(), one.GetProperty("size").GetInt32());
            MerkleProof proof = (await log.InclusionAsync(index, size)).Value!;
            CollectionAssert.AreEqual(Path(one), proof.Path.ToArray());
            Assert.IsTrue(MerkleProofs.VerifyInclusion(
                MerkleHash.Leaf(Leaves[index]), index, size, proof.Path, Roots[size]));
        }

        foreach (JsonElement one in Vectors.GetProperty("consistency").EnumerateArray())
        {
            (int older, int newer) = (one.GetProperty("older").GetInt32(), one.GetProperty("newer").GetInt32());
            MerkleProof proof = (await log.ConsistencyAsync(older, newer)).Value!;
            CollectionAssert.AreEqual(Path(one), proof.Path.ToArray());
            Assert.IsTrue(MerkleProofs.VerifyConsistency(older, Roots[older], newer, Roots[newer], proof.Path));
        }
    }

    private static MerkleHash[] Path(JsonElement one) =>
        [.. one.GetProperty("path").EnumerateArray().Select(hash => MerkleHash.Of(Octets(hash)))];

    private static byte[] Octets(JsonElement text) => Convert.FromHexString(text.GetString()!);
}
