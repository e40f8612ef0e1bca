using System.Security.Cryptography;

namespace HiperNet.HipStack.Crypto;

/// <summary>Elliptic curve Diffie-Hellman by the framework (RFC 5903).</summary>
internal sealed class CurveAgreement : IAgreement
{
    private readonly NamedCurve curve;
    private readonly ECDiffieHellman key;

    /// <summary>A new key.</summary>
    public CurveAgreement(NamedCurve curve)
        : this(curve, ECDiffieHellman.Create(curve.Curve))
    {
    }

    /// <summary>A given key, which is owned from here on.</summary>
    public CurveAgreement(NamedCurve curve, ECDiffieHellman key)
    {
        this.curve = curve;
        this.key = key;
    }

    /// <inheritdoc/>
    public byte[] PublicValue()
    {
        ECPoint point = key.ExportParameters(includePrivateParameters: false).Q;
        return [.. point.X!, .. point.Y!];
    }

    /// <inheritdoc/>
    public byte[]? Derive(ReadOnlySpan<byte> peerPublic)
    {
        // Before any use: a point of another curve would give the private key away bit by bit.
        if (!curve.ContainsBare(peerPublic))
        {
            return null;
        }

        using ECDiffieHellman peer = ECDiffieHellman.Create(curve.PublicKey(peerPublic));
        using ECDiffieHellmanPublicKey peerKey = peer.PublicKey;
        return key.DeriveRawSecretAgreement(peerKey);
    }

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();
}
