namespace HiperNet.Registrar.Client.Contracts;

/// <summary>An offer.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Owner">The principal of who offers it, in hexadecimal.</param>
/// <param name="State">live, silent (nothing of it is booked until it is heard again) or withdrawn.</param>
/// <param name="Document">A pool in VXDL.</param>
/// <param name="Resources">Its nodes by name.</param>
/// <param name="NotAfter">
/// When the first of its resources' certificates ends, in seconds since 1970-01-01T00:00:00Z.
/// </param>
public sealed record OfferView(
    string Id,
    string Owner,
    string State,
    string Document,
    IReadOnlyList<string> Resources,
    long? NotAfter);
