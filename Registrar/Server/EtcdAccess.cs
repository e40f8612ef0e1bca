namespace HiperNet.Registrar.Server;

/// <summary>How a cluster of etcd lets the registrar in.</summary>
/// <param name="Authority">A file of PEM certificates that sign the members'; null for the machine's.</param>
/// <param name="Certificate">A file of the registrar's certificate in PEM; null for none.</param>
/// <param name="Key">A file of its key in PEM.</param>
/// <param name="User">A user of etcd; null for none.</param>
/// <param name="PasswordFile">The file of the user's password.</param>
internal sealed record EtcdAccess(
    string? Authority = null,
    string? Certificate = null,
    string? Key = null,
    string? User = null,
    string? PasswordFile = null);
