namespace HiperNet.Registrar.Accounts;

/// <summary>The good-use agreement.</summary>
/// <param name="Text">All of it; empty if there is none yet.</param>
/// <param name="Hash">The SHA-256 of the text in UTF-8, in hexadecimal.</param>
public sealed record AgreementText(string Text, string Hash);
