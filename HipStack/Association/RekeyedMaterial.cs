using HiperNet.HipStack.Crypto;

namespace HiperNet.HipStack.Association;

/// <summary>The keys that a rekeying yields, drawn as soon as both sides' values are known.</summary>
internal sealed class RekeyedMaterial : IDisposable
{
    /// <summary>The new keying material; null if the old one goes on.</summary>
    public required Keymat? Keymat { get; set; }

    /// <summary>Where the next keys begin.</summary>
    public required int NextIndex { get; init; }

    public required SaKeys Outbound { get; init; }

    public void Dispose()
    {
        Keymat?.Dispose();
        Outbound.Dispose();
    }
}
