namespace HiperNet.Registrar.Client.Contracts;

/// <summary>An error as RFC 9457 has it.</summary>
/// <param name="Type">A URI that names the kind of error: urn:hipernet:problem:WORD.</param>
/// <param name="Title">The kind of error, for people.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Detail">What is wrong here, for people.</param>
/// <param name="Code">The WORD.</param>
/// <param name="EarliestStart">
/// Of a refused plan: a later start that works, in seconds since 1970-01-01T00:00:00Z.
/// </param>
/// <param name="Errors">All that is wrong, if it is more than one thing.</param>
public sealed record Problem(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Code,
    long? EarliestStart,
    IReadOnlyList<string>? Errors);
