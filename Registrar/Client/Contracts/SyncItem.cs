namespace HiperNet.Registrar.Client.Contracts;

/// <summary>An offer of another registrar, signed by it: who keeps it can show where it is from.</summary>
/// <param name="Revision">Where it stands in the order of changes.</param>
/// <param name="Content">A <see cref="SyncOffer"/> as JSON.</param>
/// <param name="Signature">
/// The registrar's signature over its name, the revision and the hash of the content: spec/registrar-api.md,
/// section 5.2.
/// </param>
public sealed record SyncItem(long Revision, ReadOnlyMemory<byte> Content, ReadOnlyMemory<byte> Signature);
