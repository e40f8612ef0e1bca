namespace HiperNet.Registrar.Client.Contracts;

/// <summary>An entry of the log.</summary>
/// <param name="Index">Which one, from 0.</param>
/// <param name="Entry">Its octets.</param>
public sealed record LogEntry(long Index, ReadOnlyMemory<byte> Entry);
