namespace HiperNet.Registrar.Client.Signatures;

/// <summary>The values of the two fields of a signature.</summary>
/// <param name="Input">Of Signature-Input.</param>
/// <param name="Signature">Of Signature.</param>
public sealed record SignatureFields(string Input, string Signature);
