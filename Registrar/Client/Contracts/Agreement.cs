namespace HiperNet.Registrar.Client.Contracts;

/// <summary>The good-use agreement, which every account has to accept.</summary>
/// <param name="Text">All of it.</param>
/// <param name="Hash">The SHA-256 of the text in UTF-8, in hexadecimal.</param>
public sealed record Agreement(string Text, string Hash);
