namespace HiperNet.Registrar.Requests;

/// <summary>The right to do a request and to say what came of it.</summary>
/// <param name="Principal">Who asks.</param>
/// <param name="Key">The key that he gave the request.</param>
/// <param name="Hash">Of the request.</param>
/// <param name="Revision">The revision that wrote the mark that it is in progress.</param>
public sealed record RequestTicket(string Principal, string Key, string Hash, long Revision);
