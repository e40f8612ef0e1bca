namespace HiperNet.Registrar.State;

/// <summary>How the member of the cluster is that answers.</summary>
/// <param name="Member">Its number.</param>
/// <param name="Leader">The leader's number; 0 while there is none.</param>
/// <param name="Version">Its version.</param>
/// <param name="Octets">What its database takes on the disk, in bytes.</param>
public sealed record EtcdStatus(ulong Member, ulong Leader, string Version, long Octets);
