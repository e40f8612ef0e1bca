namespace HiperNet.Vectors.Decisions;

/// <summary>A nonce that the verifier has sent, and waits to see in an answer.</summary>
/// <param name="Certificate">The certificate that it asked about.</param>
/// <param name="Signer">Whom it asked, by the name of the key.</param>
/// <param name="Value">The nonce, each octet as a Latin-1 character.</param>
/// <param name="Until">The last instant at which the answer may be used.</param>
internal sealed record Nonce(Spki.Sexp.SexpList Certificate, string Signer, string Value, string Until);
