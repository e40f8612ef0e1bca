using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Association;

/// <summary>
/// What a base exchange yields: the keying material, the HIP keys drawn from it, and what is needed to renew it.
/// </summary>
internal sealed class Secrets : IDisposable
{
    public required RHash Hash { get; init; }

    public required HipCipherId Cipher { get; init; }

    public required EspSuiteId Suite { get; init; }

    public required DhGroup Group { get; init; }

    /// <summary>#I and #J, which every renewal uses again (RFC 7401 section 6.5).</summary>
    public required byte[] I { get; init; }

    public required byte[] J { get; init; }

    public required DrawnKeys Keys { get; init; }

    /// <summary>Our current Diffie-Hellman key, which a renewal by the peer alone uses again.</summary>
    public required SharedKey DiffieHellman { get; set; }

    /// <summary>The peer's current public value.</summary>
    public required byte[] PeerPublicValue { get; set; }

    public required Keymat Keymat { get; set; }

    /// <summary>The index of the next octet to draw.</summary>
    public int KeymatIndex { get; set; }

    /// <summary>Which Diffie-Hellman exchange this material is of, counted from 0.</summary>
    public int Generation { get; set; }

    public void Dispose()
    {
        Keys.Dispose();
        Keymat.Dispose();
        DiffieHellman.Dispose();
    }
}
