using HiperNet.Spki.Keys;

namespace HiperNet.Registrar.Infrastructures;

/// <summary>The resources that an infrastructure is on.</summary>
/// <param name="Principals">Theirs.</param>
/// <param name="Owners">The principals of who offers them, in hexadecimal.</param>
internal sealed record ResourceSet(IReadOnlyList<Principal> Principals, IReadOnlyList<string> Owners);
