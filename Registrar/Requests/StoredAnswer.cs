namespace HiperNet.Registrar.Requests;

/// <summary>An answer as it was given.</summary>
/// <param name="Status">The status of HTTP.</param>
/// <param name="ContentType">At most <see cref="RequestLimits.TypeCharacters"/>; empty if there is no body.</param>
/// <param name="Body">At most <see cref="RequestLimits.BodyOctets"/>.</param>
public sealed record StoredAnswer(int Status, string ContentType, ReadOnlyMemory<byte> Body);
