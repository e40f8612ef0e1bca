namespace HiperNet.Registrar.State;

/// <summary>What came of sending a request once.</summary>
/// <param name="End">How far it came.</param>
/// <param name="Status">The status of HTTP, if there is an answer.</param>
/// <param name="Body">The body, if there is one within the limits.</param>
/// <param name="Detail">In words, if there is none.</param>
internal sealed record Attempt(AttemptEnd End, int Status, ReadOnlyMemory<byte> Body, string Detail);
