using System.Security.Cryptography;
using HiperNet.HipStack.Crypto;

namespace HiperNet.HipStack.Tests.Simulation;

/// <summary>The same keys in every process, so that a seed means the same run. One thread has its own.</summary>
internal static class SimKeys
{
    private static readonly byte[] Ed25519Prefix = Convert.FromHexString("302e020100300506032b657004220420");

    [ThreadStatic]
    private static Dictionary<int, HostKey>? cache;

    public static HostKey Get(int number)
    {
        cache ??= [];
        if (!cache.TryGetValue(number, out HostKey? key))
        {
            byte[] secret = SHA256.HashData([(byte)number, 77]);
            byte[] der = number % 2 == 0 ? [.. Ed25519Prefix, .. secret] : P256(secret);
            Assert.IsTrue(HostKey.TryImportPkcs8(der, out key));
            cache.Add(number, key);
        }

        return key;
    }

    private static byte[] P256(byte[] secret)
    {
        using ECDsa key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = secret });
        return key.ExportPkcs8PrivateKey();
    }
}
