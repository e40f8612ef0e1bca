using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Interop.Tests.Keys;

/// <summary>The message that every test here signs, and pieces of key and signature objects.</summary>
internal static class Sample
{
    public static byte[] Message { get; } = "an interop message"u8.ToArray();

    public static byte[] Digest(PublicKey key) => SpkiHash.Of(key.SignatureHash, Message).Value.ToArray();

    /// <summary>What an Ed25519 key signs: the canonical hash object.</summary>
    public static byte[] Ed25519Message => SpkiHash.Of(SpkiHashAlgorithm.Sha256, Message).ToSexp().Canonical.ToArray();

    public static byte[] Value(SexpNode list, int index) =>
        ((SexpAtom)((SexpList)((SexpList)((SexpList)list)[1])[index])[1]).Octets.ToArray();

    public static SexpList Pair(string name, byte[] value) => SexpList.Of(name, SexpAtom.Of(value));

    public static SexpList SigVal(string algorithm, params SexpNode[] parts) =>
        SexpList.Of("sig-val", new SexpList([algorithm, .. parts]));

    public static PublicKey Key(SexpList sexp) =>
        PublicKey.TryParse(sexp, out PublicKey? key, out KeyFault fault)
            ? key
            : throw new InvalidDataException(fault.Describe());

    public static PublicKey Ecc(string curve, byte[] point) =>
        Key(SexpList.Of("public-key", SexpList.Of("ecc", SexpList.Of("curve", curve), Pair("q", point))));
}
