using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Certs;

/// <summary>
/// The operation <c>(do hash sha256)</c> of a sequence: what stood before it may be named by that hash from here
/// on (draft-06). Ours is implicit for keys, so the operation is checked and otherwise changes nothing.
/// </summary>
public sealed class HashOperation : SpkiObject
{
    private HashOperation(SexpList node)
        : base(node)
    {
    }

    /// <summary>The operation with SHA-256, the only hash that names a key.</summary>
    public static HashOperation Sha256 { get; } = Built<HashOperation>(SexpList.Of("do", "hash", "sha256"));

    internal static HashOperation? Read(SexpList list, ref CertError error)
    {
        if (list is not [_, SexpAtom operation, SexpAtom algorithm] || !operation.Is("hash"u8))
        {
            return Refuse.With<HashOperation>(ref error, CertFault.UnknownOperation, "do");
        }

        if (algorithm.Is("sha256"u8))
        {
            return new HashOperation(list);
        }

        KeyFault fault = algorithm.Is("md5"u8) || algorithm.Is("sha1"u8) ? KeyFault.WeakHash : KeyFault.UnknownHash;
        error = new CertError(CertFault.BadPrincipal, "do", fault);
        return null;
    }
}
