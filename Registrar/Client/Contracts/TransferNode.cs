namespace HiperNet.Registrar.Client.Contracts;

/// <summary>A node on a resource of another registrar.</summary>
/// <param name="Name">Its name in the description.</param>
/// <param name="Resource">The resource that it is on.</param>
/// <param name="Principal">The principal of the resource, in hexadecimal.</param>
/// <param name="Chain">
/// From the resource's key to its registrar, a canonical sequence; once it is confirmed on to the asking registrar,
/// which may pass it on to the owner alone.
/// </param>
/// <param name="Report">What its agent says of it; null for nothing yet.</param>
public sealed record TransferNode(
    string Name, string Resource, string Principal, ReadOnlyMemory<byte> Chain, NodeReport? Report);
