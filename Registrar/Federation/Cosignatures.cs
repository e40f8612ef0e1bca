using System.Text;
using HiperNet.Registrar.Audit;
using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.State;
using HiperNet.Spki.Keys;

namespace HiperNet.Registrar.Federation;

/// <summary>
/// Registrars cosign the checkpoints of each other's logs: who has seen one has seen that the log only grows.
/// </summary>
public sealed class Cosignatures
{
    private const string Prefix = "cosigned/";
    private const string OwnKey = "checkpoint";
    private readonly EtcdClient store;
    private readonly PrivateKey own;
    private readonly PeerClients clients;
    private readonly AuditLog log;
    private readonly CheckpointSigner signer;
    private readonly EtcdCosignerMemory memory;
    private readonly byte[] key;

    /// <summary>Cosigns, and asks others to.</summary>
    /// <param name="store">The store.</param>
    /// <param name="root">With what all keys of the registrar begin.</param>
    /// <param name="own">The registrar's key; its owner disposes of it.</param>
    /// <param name="clients">The others.</param>
    /// <param name="log">The own log.</param>
    /// <param name="signer">Signs the own log's checkpoints.</param>
    public Cosignatures(
        EtcdClient store, string root, PrivateKey own, PeerClients clients, AuditLog log, CheckpointSigner signer)
    {
        (this.store, this.own, this.clients, this.log, this.signer) = (store, own, clients, log, signer);
        memory = new EtcdCosignerMemory(store, root + Prefix);
        key = Encoding.UTF8.GetBytes(root + OwnKey);
    }

    /// <summary>Cosigns a checkpoint of another registrar.</summary>
    /// <param name="origin">The registrar that asks, for its own log only.</param>
    /// <param name="request">The checkpoint with the proof that the log has only grown.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<CosignResult> SignAsync(
        PublicKey origin, CosignatureRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(request);
        if (!SignedCheckpoint.TryParse(request.Checkpoint, out SignedCheckpoint? next, out CheckpointFault fault))
        {
            return new CosignResult(fault, null, null);
        }

        if (request.Hashes is null || request.Hashes.Count > LogLimits.ProofHashes
            || request.Hashes.Any(hash => hash.Length != MerkleHash.Octets))
        {
            return new CosignResult(CheckpointFault.NotConsistent, null, null);
        }

        MerkleProof proof = new([.. request.Hashes.Select(hash => MerkleHash.Of(hash.Span))]);
        Cosigner cosigner = new(
            own,
            memory,
            principal => principal == origin.Principal && clients.Find(principal) is not null ? origin : null);
        return await cosigner.CosignAsync(next, proof, cancellation);
    }

    /// <summary>The last checkpoint of a registrar that was cosigned here.</summary>
    public Task<StateResult<Cosigned>> LastAsync(Principal origin, CancellationToken cancellation) =>
        memory.ReadAsync(origin, cancellation);

    /// <summary>The last own checkpoint that others have cosigned; null if there is none.</summary>
    public async Task<SignedCheckpoint?> OwnAsync(CancellationToken cancellation)
    {
        StateResult<RangePage> page = await store.RangeAsync(new RangeQuery(KeyRange.Single(key)), cancellation);
        return page.Value?.First is { } item && SignedCheckpoint.TryParse(item.Value, out SignedCheckpoint? read, out _)
            ? read
            : null;
    }

    /// <summary>Asks all others to cosign what the own log is now, if it has grown.</summary>
    /// <returns>How many have refused because it is not the log that they knew.</returns>
    public async Task<int> AskAsync(CancellationToken cancellation)
    {
        StateResult<LogHead> head = await log.HeadAsync(cancellation);
        if (!head.IsDone || head.Value.Size == 0 || clients.All.Count == 0
            || (await OwnAsync(cancellation) is { } before && before.Checkpoint.Size == head.Value.Size
                && before.Signatures.Length > clients.All.Count)
            || !SignedCheckpoint.TryParse(signer.Sign(head.Value), out SignedCheckpoint? checkpoint, out _))
        {
            return 0;
        }

        int refused = 0;
        foreach (Peer peer in clients.All)
        {
            (SignedCheckpoint? signed, bool isRefused) = await AskAsync(peer, checkpoint, cancellation);
            checkpoint = signed ?? checkpoint;
            refused += isRefused ? 1 : 0;
        }

        if (checkpoint.Signatures.Length > 1)
        {
            await store.PutAsync(key, checkpoint.Node.Canonical, 0, cancellation);
        }

        return refused;
    }

    private async Task<(SignedCheckpoint? Signed, bool IsRefused)> AskAsync(
        Peer peer, SignedCheckpoint checkpoint, CancellationToken cancellation)
    {
        RegistrarClient client = clients.Of(peer.Name)!;
        ApiAnswer<LogCheckpoint> last = await client.CosignedAsync(cancellation);
        if (!last.IsDone && last.Problem!.Code != "unknown")
        {
            return (null, false);
        }

        long from = last.Value is { } known
            && SignedCheckpoint.TryParse(known.Checkpoint, out SignedCheckpoint? cosigned, out _)
                ? cosigned.Checkpoint.Size
                : 0;
        MerkleProof? proof = from > checkpoint.Checkpoint.Size
            ? new MerkleProof([])
            : (await log.ConsistencyAsync(from, checkpoint.Checkpoint.Size, cancellation)).Value;
        if (proof is null || await clients.KeyAsync(peer, cancellation) is not { } theirs)
        {
            return (null, false);
        }

        ApiAnswer<LogCheckpoint> answer = await client.CosignAsync(
            new CosignatureRequest(
                checkpoint.Node.Canonical, [.. proof.Path.Select(hash => (ReadOnlyMemory<byte>)hash.ToArray())]),
            cancellation);
        bool isGood = answer.Value is { } given
            && SignedCheckpoint.TryParse(given.Checkpoint, out SignedCheckpoint? signed, out _)
            && signed.Checkpoint == checkpoint.Checkpoint
            && signed.Signatures.Length == checkpoint.Signatures.Length + 1
            && signed.Verify(theirs) == CheckpointFault.None;
        return isGood && SignedCheckpoint.TryParse(answer.Value!.Checkpoint, out SignedCheckpoint? good, out _)
            ? (good, false)
            : (null, answer.Problem is { Code: "refused" });
    }
}
