namespace HiperNet.Registrar.Certificates;

/// <summary>Bundles that were read.</summary>
/// <param name="Items">The bundles.</param>
public sealed record StoredBundles(IReadOnlyList<StoredBundle> Items)
{
    /// <summary>Their certificates that have not ended.</summary>
    public IEnumerable<StoredCertificate> Current(long now) =>
        Items.SelectMany(item => item.Bundle.Certificates).Where(certificate => !certificate.HasEnded(now));
}
