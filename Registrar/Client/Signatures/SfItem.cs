namespace HiperNet.Registrar.Client.Signatures;

/// <summary>A bare item with parameters.</summary>
internal sealed record SfItem(SfBare Value, IReadOnlyList<SfParameter> Parameters);
