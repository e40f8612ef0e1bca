using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Names;

/// <summary>One name in one principal's name space, <c>(name K n)</c>: what a name certificate defines.</summary>
public readonly record struct LocalName(Principal Owner, SexpAtom Identifier);
