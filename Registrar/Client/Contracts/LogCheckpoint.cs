namespace HiperNet.Registrar.Client.Contracts;

/// <summary>The log's size and root, signed.</summary>
/// <param name="Checkpoint">A signed checkpoint, canonical: spec/registrar-api.md, section 1.2.</param>
public sealed record LogCheckpoint(ReadOnlyMemory<byte> Checkpoint)
{
    /// <summary>The last checkpoint that others have cosigned, with their signatures; null if there is none.</summary>
    public ReadOnlyMemory<byte>? Cosigned { get; init; }
}
