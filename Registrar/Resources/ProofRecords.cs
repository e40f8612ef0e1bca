namespace HiperNet.Registrar.Resources;

/// <summary>The resources of several offers.</summary>
/// <param name="Items">One for each offer.</param>
public sealed record ProofRecords(IReadOnlyList<ProofRecord> Items)
{
    /// <summary>The resource of a whole name, such as lyon.host[1]; null if there is none.</summary>
    public ResourceRecord? Find(string resource) => Items
        .Where(proof => resource.StartsWith(proof.Offer + ".", StringComparison.Ordinal))
        .SelectMany(proof => proof.Resources
            .Where(one => resource.AsSpan(proof.Offer.Length + 1).SequenceEqual(one.Element)))
        .FirstOrDefault();
}
