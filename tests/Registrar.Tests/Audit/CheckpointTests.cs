using System.Text;
using HiperNet.Registrar.Audit;
using HiperNet.Registrar.State;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;
using HiperNet.Testing;

namespace HiperNet.Registrar.Tests.Audit;

[TestClass]
public sealed class CheckpointTests
{
    private static readonly PrivateKey Key = PrivateKey.Generate(KeyAlgorithm.P256);
    private static readonly PrivateKey Other = PrivateKey.Generate(KeyAlgorithm.Ed25519);
    private static readonly SpkiTime Time = SpkiTime.From(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));

    [TestMethod]
    [DataRow(KeyAlgorithm.P256)]
    [DataRow(KeyAlgorithm.P384)]
    [DataRow(KeyAlgorithm.Ed25519)]
    [DataRow(KeyAlgorithm.Rsa2048)]
    public void A_checkpoint_is_signed_by_its_log_with_every_kind_of_key(KeyAlgorithm algorithm)
    {
        using PrivateKey key = PrivateKey.Generate(algorithm);
        Checkpoint checkpoint = new(key.Public.Principal, 5, MerkleHash.Empty, Time);

        SignedCheckpoint signed = SignedCheckpoint.Create(checkpoint, key);
        bool read = SignedCheckpoint.TryParse(
            signed.Node.Canonical, out SignedCheckpoint? again, out CheckpointFault fault);

        Assert.IsTrue(read, $"{fault}");
        Assert.AreEqual(checkpoint, again!.Checkpoint);
        Assert.AreEqual(CheckpointFault.None, again.Verify(key.Public));
        Assert.AreEqual(CheckpointFault.NotByOrigin, again.Verify(Other.Public));
    }

    [TestMethod]
    public void A_checkpoint_has_this_form() => Assert.AreEqual(
        $"(checkpoint (origin (hash sha256 #{Key.Public.Principal}#)) (size \"5\") (root (hash sha256 "
            + "#e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855#)) (time \"2026-11-21_12:00:00\"))",
        Of(5).Checkpoint.ToSexp().ToString());

    [TestMethod]
    [DataRow("(size 05)")]
    [DataRow("(size \"\")")]
    [DataRow("(size -1)")]
    [DataRow("(size \" 5\")")]
    [DataRow("(size 281474976710657)")]
    [DataRow("(size 99999999999999999999)")]
    [DataRow("(size [x]5)")]
    [DataRow("(size 5 5)")]
    [DataRow("(length 5)")]
    public void A_size_in_another_spelling_is_refused(string size)
    {
        SexpList right = Of(5).Checkpoint.ToSexp();
        string[] parts = size.Trim('(', ')').Split(' ', 2);
        SexpNode[] values = parts[1] switch
        {
            "[x]5" => [new SexpAtom("5"u8.ToArray(), "x"u8.ToArray())],
            "5 5" => ["5", "5"],
            _ => [parts[1].Trim('"')],
        };
        SexpList wrong = SexpList.Of(
            right[0], right[1], SexpList.Of([parts[0], .. values]), right[3], right[4]);

        Assert.IsTrue(Checkpoint.TryParse(right, out _));
        Assert.IsFalse(Checkpoint.TryParse(wrong, out _));
    }

    [TestMethod]
    public void Fields_in_another_order_missing_or_more_are_refused()
    {
        SexpList right = Of(5).Checkpoint.ToSexp();

        Assert.IsFalse(Checkpoint.TryParse(SexpList.Of(right[0], right[2], right[1], right[3], right[4]), out _));
        Assert.IsFalse(Checkpoint.TryParse(SexpList.Of(right[0], right[1], right[2], right[3]), out _));
        Assert.IsFalse(Checkpoint.TryParse(SexpList.Of([.. right, "more"]), out _));
        Assert.IsFalse(Checkpoint.TryParse("checkpoint", out _));
    }

    [TestMethod]
    public void A_signature_of_another_checkpoint_or_of_a_certificate_is_not_good()
    {
        SignedCheckpoint five = Of(5);
        SexpList mixed = SexpList.Of(five.Node[0], Of(6).Checkpoint.ToSexp(), five.Node[2]);

        Assert.IsTrue(SignedCheckpoint.TryParse(mixed.Canonical, out SignedCheckpoint? read, out _));
        Assert.AreEqual(CheckpointFault.BadSignature, read.Verify(Key.Public));
    }

    [TestMethod]
    public void Who_signs_first_is_the_origin_and_everyone_signs_once()
    {
        SignedCheckpoint both = Of(5).With(Other);
        SexpNode[] parts = [.. both.Node];

        Assert.AreEqual(CheckpointFault.None, both.Verify(Other.Public));
        Assert.AreEqual(CheckpointFault.NotByOrigin, Fault([parts[0], parts[1], parts[3], parts[2]]));
        Assert.AreEqual(CheckpointFault.NotByOrigin, Fault([parts[0], parts[1], parts[3]]));
        Assert.AreEqual(CheckpointFault.Signatures, Fault([.. parts, parts[3]]));
        Assert.AreEqual(CheckpointFault.Shape, Fault([parts[0], parts[1]]));
        Assert.AreEqual(CheckpointFault.Shape, Fault([.. parts, parts[1]]));
        Assert.AreEqual(
            CheckpointFault.Signatures, Fault([.. parts, .. Enumerable.Repeat(parts[3], LogLimits.Signatures)]));
        Assert.AreSame(both, both.With(Other));
        Assert.ThrowsExactly<ArgumentException>(() => SignedCheckpoint.Create(both.Checkpoint, Other));
    }

    [TestMethod]
    public void A_reader_of_checkpoints_never_throws_and_takes_one_spelling()
    {
        byte[] octets = Of(5).With(Other).Node.Canonical.ToArray();

        FuzzRun.Each(
            10_000,
            source => source.Mutate(octets),
            input =>
            {
                bool read = SignedCheckpoint.TryParse(input, out SignedCheckpoint? signed, out _);
                Assert.IsTrue(!read || signed!.Node.Canonical.Span.SequenceEqual(input));
                if (read && !input.AsSpan().SequenceEqual(octets))
                {
                    Assert.IsTrue(
                        signed!.Verify(Key.Public) != CheckpointFault.None
                        || signed.Verify(Other.Public) != CheckpointFault.None);
                }

                return read;
            });
    }

    [TestMethod]
    public async Task A_log_that_only_grows_is_cosigned()
    {
        using AuditLog log = new(new MemoryLogStore());
        Cosigner cosigner = Witness(new MemoryCosignerMemory());
        long before = 0;
        for (int i = 0; i < 20; i++)
        {
            await AppendAsync(log, $"{i}");
            SignedCheckpoint next = await SignAsync(log, i);
            MerkleProof proof = (await log.ConsistencyAsync(before, next.Checkpoint.Size)).Value!;

            CosignResult result = await cosigner.CosignAsync(next, proof);

            Assert.AreEqual(CheckpointFault.None, result.Fault);
            Assert.AreEqual(CheckpointFault.None, result.Checkpoint!.Verify(Other.Public));
            Assert.AreEqual(CheckpointFault.None, result.Checkpoint.Verify(Key.Public));
            Assert.AreEqual(CheckpointFault.None, (await cosigner.CosignAsync(next, new MerkleProof([]))).Fault);
            before = next.Checkpoint.Size;
        }
    }

    [TestMethod]
    public async Task A_log_that_forgets_goes_back_or_has_two_histories_is_not_cosigned()
    {
        using AuditLog one = new(new MemoryLogStore());
        using AuditLog two = new(new MemoryLogStore());
        await AppendAsync(one, "a", "b", "c");
        await AppendAsync(two, "a", "x", "c");
        SignedCheckpoint three = await SignAsync(one, 10);
        SignedCheckpoint fork = await SignAsync(two, 11);
        SignedCheckpoint shorter = SignedCheckpoint.Create(
            new Checkpoint(Key.Public.Principal, 2, (await one.RootAsync(2)).Value!.Hash, At(11)), Key);
        SignedCheckpoint earlier = SignedCheckpoint.Create(three.Checkpoint with { Time = At(9) }, Key);
        Cosigner cosigner = Witness(new MemoryCosignerMemory());
        MerkleProof none = new([]);
        Assert.AreEqual(CheckpointFault.None, (await cosigner.CosignAsync(three, none)).Fault);
        await AppendAsync(one, "d");
        await AppendAsync(two, "d");
        MerkleProof forked = (await two.ConsistencyAsync(3, 4)).Value!;

        CosignResult refused = await cosigner.CosignAsync(fork, none);

        Assert.AreEqual(CheckpointFault.NotConsistent, refused.Fault);
        Assert.IsNull(refused.Checkpoint);
        Assert.AreEqual(three.Checkpoint, refused.Last!.Checkpoint, "both together are the evidence");
        Assert.AreEqual(CheckpointFault.Older, (await cosigner.CosignAsync(shorter, none)).Fault);
        Assert.AreEqual(CheckpointFault.Older, (await cosigner.CosignAsync(earlier, none)).Fault);
        Assert.AreEqual(
            CheckpointFault.NotConsistent, (await cosigner.CosignAsync(await SignAsync(two, 12), forked)).Fault);
        Assert.AreEqual(
            CheckpointFault.NotConsistent, (await cosigner.CosignAsync(await SignAsync(one, 12), none)).Fault);
        Assert.AreEqual(
            CheckpointFault.None,
            (await cosigner.CosignAsync(await SignAsync(one, 12), (await one.ConsistencyAsync(3, 4)).Value!)).Fault);
    }

    [TestMethod]
    public async Task What_is_not_signed_by_a_known_log_is_not_cosigned()
    {
        Cosigner cosigner = Witness(new MemoryCosignerMemory());
        using PrivateKey stranger = PrivateKey.Generate(KeyAlgorithm.P256);
        SignedCheckpoint foreign = SignedCheckpoint.Create(
            new Checkpoint(stranger.Public.Principal, 0, MerkleHash.Empty, Time), stranger);
        SignedCheckpoint five = Of(5);
        SexpList mixed = SexpList.Of(five.Node[0], Of(6).Checkpoint.ToSexp(), five.Node[2]);
        Assert.IsTrue(SignedCheckpoint.TryParse(mixed.Canonical, out SignedCheckpoint? forged, out _));

        Assert.AreEqual(
            CheckpointFault.UnknownOrigin, (await cosigner.CosignAsync(foreign, new MerkleProof([]))).Fault);
        Assert.AreEqual(
            CheckpointFault.BadSignature, (await cosigner.CosignAsync(forged, new MerkleProof([]))).Fault);
    }

    [TestMethod]
    public async Task Of_two_histories_that_race_one_is_cosigned()
    {
        MemoryCosignerMemory memory = new();
        RacingMemory slow = new(memory);
        SignedCheckpoint one = Of(0);
        SignedCheckpoint two = SignedCheckpoint.Create(one.Checkpoint with { Size = 1 }, Key);
        slow.Meanwhile = async () =>
            Assert.AreEqual(CheckpointFault.None, (await Witness(memory).CosignAsync(one, new MerkleProof([]))).Fault);

        CosignResult late = await Witness(slow).CosignAsync(two, new MerkleProof([]));

        Assert.AreEqual(CheckpointFault.Storage, late.Fault);
        Assert.IsNull(late.Checkpoint);
    }

    [TestMethod]
    [RequiresProgram("etcd")]
    public async Task What_was_cosigned_last_is_remembered_in_etcd()
    {
        using State.Lab.TemporaryDirectory directory = new();
        await using PrivateEtcd etcd = await PrivateEtcd.StartAsync(
            new PrivateEtcdOptions { Directory = directory.Place });
        using EtcdClient client = State.Lab.Waiting.ClientOf(etcd.Endpoint);
        using AuditLog log = new(new EtcdLogStore(client, "log/"));
        await AppendAsync(log, "a", "b", "c");
        SignedCheckpoint three = await SignAsync(log, 10);

        CosignResult first = await Witness(new EtcdCosignerMemory(client, "last/"))
            .CosignAsync(three, new MerkleProof([]));
        CosignResult again = await Witness(new EtcdCosignerMemory(client, "last/"))
            .CosignAsync(Of(3), new MerkleProof([]));

        Assert.AreEqual(CheckpointFault.None, first.Fault);
        Assert.AreEqual(CheckpointFault.NotConsistent, again.Fault);
    }

    private static Cosigner Witness(ICosignerMemory memory) =>
        new(Other, memory, origin => origin == Key.Public.Principal ? Key.Public : null);

    private static SpkiTime At(int seconds) => new(Time.Seconds + seconds);

    private static SignedCheckpoint Of(long size) =>
        SignedCheckpoint.Create(
            new Checkpoint(Key.Public.Principal, size, MerkleHash.Empty, size == 3 ? At(60) : Time), Key);

    private static async Task AppendAsync(AuditLog log, params IEnumerable<string> entries) =>
        Assert.IsTrue((await log.AppendAsync(
            [.. entries.Select(entry => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(entry))])).IsDone);

    private static async Task<SignedCheckpoint> SignAsync(AuditLog log, int seconds)
    {
        LogHead head = (await log.HeadAsync()).Value!;
        return SignedCheckpoint.Create(
            new Checkpoint(Key.Public.Principal, head.Size, head.Root, At(seconds)), Key);
    }

    private static CheckpointFault Fault(SexpNode[] parts)
    {
        bool read = SignedCheckpoint.TryParse(SexpList.Of(parts).Canonical, out _, out CheckpointFault fault);
        Assert.AreEqual(read, fault == CheckpointFault.None);
        return fault;
    }
}
