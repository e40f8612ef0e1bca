using HiperNet.Spki.Keys;

namespace HiperNet.Registrar.Infrastructures;

/// <summary>A resource of another registrar, and what lets this one grant it on.</summary>
/// <param name="Principal">The resource.</param>
/// <param name="Chain">From the resource to this registrar: a canonical sequence.</param>
public sealed record ForeignResource(Principal Principal, ReadOnlyMemory<byte> Chain);
