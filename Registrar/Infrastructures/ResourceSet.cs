using HiperNet.Spki.Keys;

namespace HiperNet.Registrar.Infrastructures;

/// <summary>The resources that an infrastructure is on.</summary>
/// <param name="Principals">Theirs.</param>
/// <param name="Owners">The principals of who offers them, in hexadecimal.</param>
internal sealed record ResourceSet(IReadOnlyList<Principal> Principals, IReadOnlyList<string> Owners)
{
    /// <summary>Those of other registrars.</summary>
    public IReadOnlyList<ForeignResource> Foreign { get; init; } = [];

    /// <summary>None.</summary>
    public static ResourceSet Empty { get; } = new([], []);

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => Principals.Count == 0 && Foreign.Count == 0;
}
