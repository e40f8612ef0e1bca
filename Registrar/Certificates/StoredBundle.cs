namespace HiperNet.Registrar.Certificates;

/// <summary>A bundle with the revision that wrote it last.</summary>
/// <param name="Bundle">The bundle.</param>
/// <param name="Revision">The revision, which grows with every change of the store.</param>
public sealed record StoredBundle(Bundle Bundle, long Revision);
