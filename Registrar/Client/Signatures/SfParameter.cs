namespace HiperNet.Registrar.Client.Signatures;

/// <summary>A parameter.</summary>
internal sealed record SfParameter(string Key, SfBare Value);
