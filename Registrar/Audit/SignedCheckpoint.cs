using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Registrar.Audit;

/// <summary>
/// A checkpoint with signatures, <c>(signed-checkpoint (checkpoint ...) (signature ...)+)</c>: first that of the log's
/// own key, then those of others who have seen that the log only grows. All are over the same checkpoint and have the
/// form of SPKI's signatures; the word at the checkpoint's start keeps them from being over anything else.
/// </summary>
public sealed class SignedCheckpoint
{
    private SignedCheckpoint(Checkpoint checkpoint, ImmutableArray<Signature> signatures, SexpList node) =>
        (Checkpoint, Signatures, Node) = (checkpoint, signatures, node);

    /// <summary>What is signed.</summary>
    public Checkpoint Checkpoint { get; }

    /// <summary>The signatures, the origin's first. Only <see cref="Verify"/> says whether one is good.</summary>
    public ImmutableArray<Signature> Signatures { get; }

    /// <summary>The object.</summary>
    public SexpList Node { get; }

    /// <summary>Signs a checkpoint with the log's key.</summary>
    /// <exception cref="ArgumentException">The checkpoint has another origin.</exception>
    public static SignedCheckpoint Create(Checkpoint checkpoint, PrivateKey key) =>
        checkpoint.Origin == key.Public.Principal
            ? Build(checkpoint, [Sign(checkpoint, key)])
            : throw new ArgumentException("A checkpoint is signed by its origin.", nameof(key));

    /// <summary>Reads a signed checkpoint. No signature is looked at with arithmetic.</summary>
    /// <param name="octets">The canonical form; it must not change afterwards.</param>
    /// <param name="signed">The checkpoint, if the result is true.</param>
    /// <param name="fault">What is wrong, if the result is false.</param>
    public static bool TryParse(
        ReadOnlyMemory<byte> octets, [NotNullWhen(true)] out SignedCheckpoint? signed, out CheckpointFault fault)
    {
        signed = null;
        fault = CheckpointFault.Syntax;
        if (!CanonicalParser.TryParse(octets, limits: null, out SexpNode? node, out _))
        {
            return false;
        }

        fault = CheckpointFault.Shape;
        if (node is not SexpList { Count: > 2 } list || !list.Head.SequenceEqual("signed-checkpoint"u8)
            || !Checkpoint.TryParse(list[1], out Checkpoint? checkpoint))
        {
            return false;
        }

        if (list.Count - 2 > LogLimits.Signatures)
        {
            fault = CheckpointFault.Signatures;
            return false;
        }

        List<Signature> signatures = [];
        foreach (SexpNode item in list.Items.Skip(2))
        {
            // One spelling: the signer by hash alone, and nothing that a reader would look past.
            if (!SpkiObject.TryParse(item, out SpkiObject? read, out _) || read is not Signature signature
                || signature.Signer.Key is not null || signature.Signer.Hints is not null || signature.Node.Count != 4)
            {
                return false;
            }

            signatures.Add(signature);
        }

        fault = Check(checkpoint, signatures);
        signed = fault == CheckpointFault.None ? new SignedCheckpoint(checkpoint, [.. signatures], list) : null;
        return signed is not null;
    }

    /// <summary>Whether a key has signed the checkpoint.</summary>
    /// <returns>None; NotByOrigin if the key has no signature here; BadSignature.</returns>
    public CheckpointFault Verify(PublicKey key)
    {
        Signature? signature = Signatures.FirstOrDefault(one => one.Signer.Principal == key.Principal);
        if (signature is null)
        {
            return CheckpointFault.NotByOrigin;
        }

        SpkiHash hash = SpkiHash.Of(key.SignatureHash, Checkpoint.ToSexp().Canonical.Span);
        return signature.Hash.Equals(hash) && key.VerifyDigest(hash.Value.Span, signature.Value, out _)
            ? CheckpointFault.None
            : CheckpointFault.BadSignature;
    }

    /// <summary>The checkpoint with one more signature; the same if the key has signed it already.</summary>
    /// <exception cref="InvalidOperationException">
    /// It has <see cref="LogLimits.Signatures"/> signatures already.
    /// </exception>
    internal SignedCheckpoint With(PrivateKey key)
    {
        if (Signatures.Any(one => one.Signer.Principal == key.Public.Principal))
        {
            return this;
        }

        return Signatures.Length < LogLimits.Signatures
            ? Build(Checkpoint, [.. Signatures.Select(one => one.Node), Sign(Checkpoint, key)])
            : throw new InvalidOperationException("A checkpoint takes no more signatures.");
    }

    private static CheckpointFault Check(Checkpoint checkpoint, List<Signature> signatures)
    {
        if (signatures[0].Signer.Principal != checkpoint.Origin)
        {
            return CheckpointFault.NotByOrigin;
        }

        return signatures.DistinctBy(one => one.Signer.Principal).Count() == signatures.Count
            ? CheckpointFault.None
            : CheckpointFault.Signatures;
    }

    private static SexpList Sign(Checkpoint checkpoint, PrivateKey key)
    {
        SpkiHash hash = SpkiHash.Of(key.Public.SignatureHash, checkpoint.ToSexp().Canonical.Span);
        return SexpList.Of(
            "signature", hash.ToSexp(), key.Public.Principal.ToSexp(), key.SignDigest(hash.Value.Span));
    }

    private static SignedCheckpoint Build(Checkpoint checkpoint, IEnumerable<SexpList> signatures)
    {
        SexpList node = SexpList.Of(["signed-checkpoint", checkpoint.ToSexp(), .. signatures]);
        return TryParse(node.Canonical, out SignedCheckpoint? signed, out CheckpointFault fault)
            ? signed
            : throw new ArgumentException($"This makes no checkpoint: {fault}.", nameof(checkpoint));
    }
}
