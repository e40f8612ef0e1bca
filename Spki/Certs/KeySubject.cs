using HiperNet.Spki.Names;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Certs;

/// <summary>A key: whoever can sign with it.</summary>
/// <param name="Key">The key or its hash.</param>
public sealed record KeySubject(PrincipalReference Key) : Subject
{
    /// <inheritdoc/>
    public override SexpNode ToSexp() => Key.ToSexp();
}
