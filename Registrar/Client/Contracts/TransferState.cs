namespace HiperNet.Registrar.Client.Contracts;

/// <summary>What the asking registrar says of an infrastructure, for the agents of the other one.</summary>
/// <param name="Wanted">run or suspend.</param>
/// <param name="Members">All that take part in its network.</param>
/// <param name="Certificates">Sequences: of the asking registrar to the owner and, for the network, to members.</param>
public sealed record TransferState(
    string Wanted, IReadOnlyList<WorkMember> Members, IReadOnlyList<ReadOnlyMemory<byte>> Certificates);
