using HiperNet.Spki.Names;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Certs;

/// <summary>A name: every key that it resolves to. Its owner can add keys at any time.</summary>
/// <param name="Name">The name.</param>
public sealed record NameSubject(Name Name) : Subject
{
    /// <inheritdoc/>
    public override SexpNode ToSexp() => Name.ToSexp();
}
