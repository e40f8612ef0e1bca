namespace HiperNet.Registrar.Client.Contracts;

/// <summary>Another good-use agreement for accounts to come.</summary>
/// <param name="Text">All of it; not empty.</param>
public sealed record AgreementRequest(string Text);
