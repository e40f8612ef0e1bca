using HiperNet.Registrar.Client.Calls;
using HiperNet.Spki.Keys;

namespace HiperNet.Cli.Registrars;

/// <summary>A registrar that is talked to.</summary>
/// <param name="Client">The client.</param>
/// <param name="Key">The key that signs.</param>
/// <param name="Registrar">The registrar's principal.</param>
/// <param name="Servers">Its addresses.</param>
internal sealed record RegistrarSession(
    RegistrarClient Client, PrivateKey Key, Principal Registrar, IReadOnlyList<Uri> Servers);
