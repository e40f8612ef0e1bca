namespace HiperNet.Agent.Control;

/// <summary>A virtual resource, as it is told.</summary>
/// <param name="Element">Its name in the offer.</param>
/// <param name="Principal">Its principal, in hexadecimal.</param>
/// <param name="Cores">Processors.</param>
/// <param name="MemoryBytes">Memory, in octets.</param>
/// <param name="StorageBytes">What a node may write, in octets.</param>
/// <param name="CertifiedUntil">
/// When its certificate for the registrar ends, in seconds since 1970-01-01T00:00:00Z; null: there is none.
/// </param>
internal sealed record ResourceStatus(
    string Element, string Principal, long Cores, long MemoryBytes, long StorageBytes, long? CertifiedUntil);
