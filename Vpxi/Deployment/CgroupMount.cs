namespace HiperNet.Vpxi.Deployment;

/// <summary>Where control groups for a controller are made.</summary>
/// <param name="Folder">The folder of a hierarchy in which a group is made.</param>
/// <param name="IsUnified">Whether it is of version 2.</param>
internal sealed record CgroupMount(string Folder, bool IsUnified);
