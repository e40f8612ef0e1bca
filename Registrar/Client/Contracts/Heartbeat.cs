namespace HiperNet.Registrar.Client.Contracts;

/// <summary>What an agent is told when it says that it is there.</summary>
/// <param name="Seconds">Within how many seconds it has to say it again, at most.</param>
/// <param name="WorkRevision">Changes whenever its work has changed.</param>
public sealed record Heartbeat(long Seconds, long WorkRevision);
