using HiperNet.Spki.Certs;
using HiperNet.Spki.Tags;

namespace HiperNet.Spki.Reduction;

/// <summary>
/// The question: may the subject do what is requested, at this instant, as far as the root is concerned?
/// </summary>
/// <param name="Root">Where authority comes from.</param>
/// <param name="Subject">Who asks: a key, an object or a key holder.</param>
/// <param name="Request">What is asked for, free of star forms: a request is one thing, never a set of things.</param>
/// <param name="Time">The instant.</param>
public sealed record DecisionQuery(TrustRoot Root, Party Subject, TagExpression Request, SpkiTime Time);
