using HiperNet.Spki.Certs;

namespace HiperNet.Agent.Work;

/// <summary>
/// The registrar's last revocation list, in a file, so that what is revoked stays revoked while nobody can be asked.
/// It is signed: whoever judges looks at that.
/// </summary>
internal sealed class RevocationBook
{
    private readonly string file;
    private volatile Kept kept;

    /// <summary>Opens the file.</summary>
    public RevocationBook(string file)
    {
        this.file = file;
        byte[] octets = AgentFiles.TryRead(file, AgentLimits.StateOctets) ?? [];
        kept = new Kept(octets, Certificates.TryReadList(octets));
    }

    /// <summary>The list, for a decision; empty if there is none.</summary>
    public IReadOnlyList<SpkiObject> Objects => kept.Value is { } value ? [value] : [];

    /// <summary>The list, for a node's daemon; empty if there is none.</summary>
    public IReadOnlyList<byte[]> Octets => kept.Value is null ? [] : [kept.Octets];

    /// <summary>Takes over another list.</summary>
    /// <returns>Whether it differs from the last.</returns>
    /// <exception cref="IOException">It cannot be kept.</exception>
    public bool Replace(ReadOnlyMemory<byte> sequence)
    {
        if (sequence.Span.SequenceEqual(kept.Octets) || Certificates.TryReadList(sequence) is not { } value)
        {
            return false;
        }

        AgentFiles.Replace(file, sequence.Span);
        kept = new Kept(sequence.ToArray(), value);
        return true;
    }

    private sealed record Kept(byte[] Octets, SpkiObject? Value);
}
