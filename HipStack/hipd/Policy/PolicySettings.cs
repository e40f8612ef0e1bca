using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Hipd.Policy;

/// <summary>The policy, with its files read.</summary>
internal sealed record PolicySettings
{
    public required PolicyMode Mode { get; init; }

    /// <summary>The first arguments of the net tags that count here.</summary>
    public required IReadOnlyList<SexpNode> Vpxis { get; init; }

    /// <summary>Roots besides our own keys.</summary>
    public required IReadOnlyList<PublicKey> Roots { get; init; }

    public required Acl? Acl { get; init; }

    public required IReadOnlyList<SpkiObject> Known { get; init; }

    /// <summary>What we show to peers, each with its signature.</summary>
    public required IReadOnlyList<SpkiObject> Chain { get; init; }
}
