namespace HiperNet.Registrar.Client.Contracts;

/// <summary>Takes a certificate back that the registrar has issued.</summary>
/// <param name="Reason">Why, in words for the log; at most 200 letters.</param>
public sealed record RevocationRequest(string Reason);
