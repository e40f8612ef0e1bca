namespace HiperNet.Vpxi.Model;

/// <summary>A file that a node gets.</summary>
/// <param name="Source">The file on this machine, a whole path.</param>
/// <param name="Target">Where it stands in the node, a whole path. Folders are made.</param>
/// <param name="Mode">Who may use it: permission bits, such as those of <c>0600</c>.</param>
public sealed record DeploymentFile(
    string Source, string Target, UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite);
