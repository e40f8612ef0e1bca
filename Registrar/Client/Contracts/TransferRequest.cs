namespace HiperNet.Registrar.Client.Contracts;

/// <summary>A registrar asks another one for resources. The same again changes nothing.</summary>
/// <param name="Id">A name of the asking registrar's own: 16 to 64 letters, digits and hyphens.</param>
/// <param name="Network">The infrastructure's name at the asking registrar.</param>
/// <param name="Owner">The public key of who the infrastructure is for, canonical.</param>
/// <param name="Document">The whole of what was asked for, in VXDL.</param>
/// <param name="Nodes">The nodes of it that are asked for, and with them the links between these.</param>
/// <param name="Start">When it starts, in seconds since 1970-01-01T00:00:00Z.</param>
public sealed record TransferRequest(
    string Id, string Network, ReadOnlyMemory<byte> Owner, string Document, IReadOnlyList<string> Nodes, long Start);
