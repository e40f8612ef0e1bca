using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Certs;

/// <summary>
/// A statement that certificates still hold (RFC 2693 sections 5.3 and 5.5): timed,
/// <c>(reval (version 0)? (valid hash+) (valid ..))</c>, or for one decision,
/// <c>(reval (version 0)? hash (one-time nonce))</c>.
/// </summary>
public abstract class Revalidation : RevocationObject
{
    private protected Revalidation(SexpList node)
        : base(node)
    {
    }

    internal static Revalidation? Read(SexpList list, ref CertError error)
    {
        FieldReader reader = new(list);
        if (!reader.TakeVersion(ref error))
        {
            return null;
        }

        return reader.TakeList("valid"u8) is { } hashes
            ? TimedRevalidation.ReadRest(list, hashes, reader, ref error)
            : OneTimeRevalidation.ReadRest(list, reader, ref error);
    }
}
