using System.Diagnostics.CodeAnalysis;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Certs;

/// <summary>
/// What a <see cref="Sequence"/> may hold. Every object keeps the S-expression it was read from, and prints to the
/// same bytes: signatures and hashes are over these, never over something written anew.
/// </summary>
public abstract class SpkiObject
{
    private readonly Lazy<ObjectId> id;

    private protected SpkiObject(SexpList node)
    {
        Node = node;
        id = new Lazy<ObjectId>(() => ObjectId.Of(node.Canonical.Span));
    }

    /// <summary>The object as it was received.</summary>
    public SexpList Node { get; }

    /// <summary>The hash of the object.</summary>
    public ObjectId Id => id.Value;

    /// <summary>Reads an object of any kind.</summary>
    /// <param name="node">The S-expression.</param>
    /// <param name="value">The object, if the result is true.</param>
    /// <param name="error">What is wrong, if the result is false.</param>
    public static bool TryParse(SexpNode node, [NotNullWhen(true)] out SpkiObject? value, out CertError error)
    {
        error = default;
        value = null;
        if (node is not SexpList { Head.Length: > 0 } list)
        {
            return Refuse.It(ref error, CertFault.NotAnObject, "object");
        }

        value = System.Text.Encoding.ASCII.GetString(list.Head) switch
        {
            "cert" => Certificate.Read(list, ref error),
            "signature" => Signature.Read(list, ref error),
            "public-key" => KeyObject.Read(list, ref error),
            "acl" => Acl.Read(list, ref error),
            "crl" => Crl.Read(list, ref error),
            "delta-crl" => DeltaCrl.Read(list, ref error),
            "reval" => Revalidation.Read(list, ref error),
            "sequence" => Sequence.Read(list, ref error),
            "do" => HashOperation.Read(list, ref error),
            _ => Refuse.With<SpkiObject>(ref error, CertFault.UnknownObject, "object"),
        };
        return value is not null;
    }

    /// <summary>The advanced form on one line.</summary>
    public override string ToString() => Node.ToString();

    /// <summary>Reads what a builder has just written: a fault in it is the caller's.</summary>
    /// <exception cref="ArgumentException">The parts do not make an acceptable object.</exception>
    private protected static T Built<T>(SexpList node)
        where T : SpkiObject =>
        TryParse(node, out SpkiObject? value, out CertError error) && value is T built
            ? built
            : throw new ArgumentException(error.ToString(), nameof(node));
}
