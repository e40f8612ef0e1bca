using System.Security.Cryptography;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;
using HiperNet.Testing;

namespace HiperNet.Spki.Tests.Keys;

/// <summary>One key of each kind, made once a run, and the pieces that tests put together.</summary>
internal static class TestKeys
{
    private static readonly Dictionary<KeyAlgorithm, Lazy<PrivateKey>> Made =
        KeyAlgorithms.All.ToDictionary(kind => kind, kind => new Lazy<PrivateKey>(() => PrivateKey.Generate(kind)));

    /// <summary>Every algorithm as rows of a data-driven test.</summary>
    public static IEnumerable<object[]> Algorithms => KeyAlgorithms.All.Select(kind => new object[] { kind });

    public static PrivateKey Of(KeyAlgorithm algorithm) => Made[algorithm].Value;

    public static byte[] Digest(PublicKey key, string text = "abc")
    {
        byte[] digest = new byte[key.SignatureHash.DigestBytes()];
        key.SignatureHash.Hash(System.Text.Encoding.UTF8.GetBytes(text), digest);
        return digest;
    }

    public static SexpList Pair(string name, byte[] value) => SexpList.Of(name, SexpAtom.Of(value));

    public static SexpList Ecc(string curve, byte[] point) =>
        SexpList.Of("public-key", SexpList.Of("ecc", SexpList.Of("curve", curve), Pair("q", point)));

    public static SexpList Rsa(byte[] modulus, byte[] exponent) =>
        SexpList.Of("public-key", SexpList.Of("rsa", Pair("n", modulus), Pair("e", exponent)));

    public static SexpList Ecdsa(byte[] r, byte[] s) => SigVal("ecdsa", Pair("r", r), Pair("s", s));

    public static SexpList Eddsa(byte[] r, byte[] s) => SigVal("eddsa", Pair("r", r), Pair("s", s));

    public static SexpList SigVal(string algorithm, params SexpNode[] parts) =>
        SexpList.Of("sig-val", new SexpList([algorithm, .. parts]));

    /// <summary>The value of part <paramref name="index"/> of a <c>(sig-val (alg (name value)...))</c>.</summary>
    public static byte[] Part(SexpNode sigVal, int index) => Atom(((SexpList)((SexpList)sigVal)[1])[index]);

    public static byte[] Atom(SexpNode pair) => ((SexpAtom)((SexpList)pair)[1]).Octets.ToArray();

    public static KeyFault FaultOf(SexpNode key) =>
        PublicKey.TryParse(key, out _, out KeyFault fault) ? KeyFault.None : fault;

    public static KeyFault FaultOf(PublicKey key, SexpNode sigVal, string text = "abc") =>
        key.VerifyDigest(Digest(key, text), sigVal, out KeyFault fault) ? KeyFault.None : fault;

    public static SexpNode Parse(byte[] canonical) =>
        SexpNode.TryParse(canonical, null, out SexpNode? node, out SexpError error)
            ? node
            : throw new InvalidDataException(error.ToString());

    /// <summary>What a file of tests/data holds.</summary>
    public static byte[] Data(params string[] parts) =>
        File.ReadAllBytes(RepositoryFiles.PathOf(["tests", "data", .. parts]));

    public static byte[] Hex(string hex) => Convert.FromHexString(hex);

    public static byte[] Sha256(ReadOnlySpan<byte> bytes) => SHA256.HashData(bytes);
}
