using HiperNet.Spki.Names;

namespace HiperNet.Spki.Reduction;

/// <summary>The name means the key.</summary>
internal sealed record DefinitionArrival(Source Source, LocalName Name) : Arrival(Source, Premise: null);
