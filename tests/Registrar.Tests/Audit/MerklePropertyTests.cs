using FsCheck.Fluent;
using HiperNet.Registrar.Audit;
using Property = HiperNet.Testing.Property;

namespace HiperNet.Registrar.Tests.Audit;

[TestClass]
public sealed class MerklePropertyTests
{
    private const int Largest = 200;

    [TestMethod]
    public void Roots_and_proofs_are_those_of_the_recursive_definitions() => Property.Check(
        from size in Gen.Choose(1, Largest)
        from index in Gen.Choose(0, size - 1)
        from older in Gen.Choose(1, size)
        from seed in Gen.Choose(0, int.MaxValue)
        select (size, index, older, seed),
        sample =>
        {
            byte[][] leaves = [.. Enumerable.Range(0, sample.size).Select(i => BitConverter.GetBytes(sample.seed + i))];
            using AuditLog log = LogOf(leaves);

            MerkleProof inclusion = log.InclusionAsync(sample.index, sample.size).Result.Value!;
            MerkleProof consistency = log.ConsistencyAsync(sample.older, sample.size).Result.Value!;

            Assert.AreEqual(Hex(NaiveTree.Root(leaves)), log.HeadAsync().Result.Value!.Root.ToString());
            Assert.AreEqual(
                Hex(NaiveTree.Root(leaves.AsSpan(0, sample.older))),
                log.RootAsync(sample.older).Result.Value!.Hash.ToString());
            CollectionAssert.AreEqual(
                NaiveTree.Path(sample.index, leaves).Select(Hex).ToArray(), Hex(inclusion));
            CollectionAssert.AreEqual(
                NaiveTree.Subproof(sample.older, leaves, whole: true).Select(Hex).ToArray(), Hex(consistency));
        },
        count: 60);

    [TestMethod]
    public void A_proof_of_inclusion_proves_this_leaf_at_this_place_of_this_log_only()
    {
        byte[][] leaves = [.. Enumerable.Range(0, 24).Select(i => BitConverter.GetBytes(i))];
        using AuditLog log = LogOf(leaves);
        MerkleHash other = MerkleHash.Leaf("other"u8);
        for (int size = 1; size <= leaves.Length; size++)
        {
            MerkleHash root = log.RootAsync(size).Result.Value!.Hash;
            for (int index = 0; index < size; index++)
            {
                MerkleHash leaf = MerkleHash.Leaf(leaves[index]);
                IReadOnlyList<MerkleHash> path = log.InclusionAsync(index, size).Result.Value!.Path;

                Assert.IsTrue(MerkleProofs.VerifyInclusion(leaf, index, size, path, root));
                Assert.IsFalse(MerkleProofs.VerifyInclusion(other, index, size, path, root));
                Assert.IsFalse(MerkleProofs.VerifyInclusion(leaf, index, size, path, other));
                Assert.IsFalse(MerkleProofs.VerifyInclusion(leaf, index, size, [.. path, other], root));
                Assert.IsFalse(MerkleProofs.VerifyInclusion(leaf, -1, size, path, root));
                Assert.IsFalse(MerkleProofs.VerifyInclusion(leaf, size, size, path, root));
                for (int wrong = 0; wrong < size; wrong++)
                {
                    Assert.AreEqual(
                        wrong == index, MerkleProofs.VerifyInclusion(leaf, wrong, size, path, root));
                }

                foreach (IReadOnlyList<MerkleHash> damaged in Damaged(path, other))
                {
                    Assert.IsFalse(MerkleProofs.VerifyInclusion(leaf, index, size, damaged, root));
                }
            }
        }
    }

    [TestMethod]
    public void A_proof_of_consistency_proves_this_growth_only()
    {
        byte[][] leaves = [.. Enumerable.Range(0, 24).Select(i => BitConverter.GetBytes(i))];
        using AuditLog log = LogOf(leaves);
        MerkleHash[] roots =
            [.. Enumerable.Range(0, leaves.Length + 1).Select(size => log.RootAsync(size).Result.Value!.Hash)];
        MerkleHash other = MerkleHash.Leaf("other"u8);
        for (int newer = 1; newer <= leaves.Length; newer++)
        {
            for (int older = 1; older <= newer; older++)
            {
                IReadOnlyList<MerkleHash> path = log.ConsistencyAsync(older, newer).Result.Value!.Path;

                Assert.IsTrue(MerkleProofs.VerifyConsistency(older, roots[older], newer, roots[newer], path));
                Assert.IsFalse(MerkleProofs.VerifyConsistency(older, other, newer, roots[newer], path));
                Assert.IsFalse(MerkleProofs.VerifyConsistency(older, roots[older], newer, other, path));
                Assert.IsFalse(MerkleProofs.VerifyConsistency(
                    older, roots[older], newer, roots[newer], [.. path, other]));
                Assert.IsFalse(MerkleProofs.VerifyConsistency(newer + 1, roots[older], newer, roots[newer], path));
                foreach (IReadOnlyList<MerkleHash> damaged in Damaged(path, other))
                {
                    Assert.IsFalse(
                        MerkleProofs.VerifyConsistency(older, roots[older], newer, roots[newer], damaged));
                }
            }
        }
    }

    [TestMethod]
    public void Every_log_began_empty_and_no_log_became_empty()
    {
        MerkleHash root = MerkleHash.Leaf("a"u8);

        Assert.IsTrue(MerkleProofs.VerifyConsistency(0, MerkleHash.Empty, 1, root, []));
        Assert.IsTrue(MerkleProofs.VerifyConsistency(0, MerkleHash.Empty, 0, MerkleHash.Empty, []));
        Assert.IsFalse(MerkleProofs.VerifyConsistency(0, root, 1, root, []));
        Assert.IsFalse(MerkleProofs.VerifyConsistency(0, MerkleHash.Empty, 1, root, [root]));
        Assert.IsFalse(MerkleProofs.VerifyConsistency(1, root, 0, MerkleHash.Empty, []));
        Assert.IsFalse(MerkleProofs.VerifyConsistency(-1, root, 1, root, []));
    }

    [TestMethod]
    public void A_proof_longer_than_any_log_needs_is_not_looked_at()
    {
        MerkleHash[] path = [.. Enumerable.Repeat(MerkleHash.Empty, LogLimits.ProofHashes + 1)];

        Assert.IsFalse(MerkleProofs.VerifyInclusion(MerkleHash.Empty, 0, long.MaxValue, path, MerkleHash.Empty));
        Assert.IsFalse(
            MerkleProofs.VerifyConsistency(1, MerkleHash.Empty, long.MaxValue, MerkleHash.Empty, path));
    }

    [TestMethod]
    public void A_leaf_is_never_a_node()
    {
        MerkleHash left = MerkleHash.Leaf("a"u8);
        MerkleHash right = MerkleHash.Leaf("b"u8);

        Assert.AreNotEqual(MerkleHash.Node(left, right), MerkleHash.Leaf([.. left.ToArray(), .. right.ToArray()]));
    }

    [TestMethod]
    public void A_head_is_read_as_it_was_written_and_in_no_other_way()
    {
        LogHead head = LogHead.Empty;
        for (int size = 0; size < 20; size++)
        {
            byte[] octets = head.Write();
            Assert.IsTrue(LogHead.TryRead(octets, out LogHead? read));
            Assert.AreEqual(head.Root, read.Root);
            Assert.AreEqual(head.Size, read.Size);
            Assert.IsFalse(LogHead.TryRead([.. octets, 0], out _));
            Assert.IsFalse(LogHead.TryRead(octets.AsSpan(0, octets.Length - 1), out _));
            Assert.IsFalse(LogHead.TryRead([2, .. octets[1..]], out _));
            Assert.IsFalse(LogHead.TryRead([1, 0xFF, .. octets[2..]], out _));
            head = head.Add(MerkleHash.Leaf([(byte)size]), []);
        }
    }

    private static AuditLog LogOf(byte[][] leaves)
    {
        AuditLog log = new(new MemoryLogStore());
        foreach (byte[][] some in leaves.Chunk(LogLimits.BatchEntries))
        {
            Assert.IsTrue(log.AppendAsync([.. some.Select(leaf => (ReadOnlyMemory<byte>)leaf)]).Result.IsDone);
        }

        return log;
    }

    private static IEnumerable<IReadOnlyList<MerkleHash>> Damaged(IReadOnlyList<MerkleHash> path, MerkleHash other)
    {
        for (int i = 0; i < path.Count; i++)
        {
            yield return [.. path.Take(i), other, .. path.Skip(i + 1)];
            yield return [.. path.Take(i), .. path.Skip(i + 1)];
        }
    }

    private static string Hex(byte[] octets) => Convert.ToHexStringLower(octets);

    private static string[] Hex(MerkleProof proof) => [.. proof.Path.Select(hash => hash.ToString())];
}
