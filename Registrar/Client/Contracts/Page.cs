namespace HiperNet.Registrar.Client.Contracts;

/// <summary>A part of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">The part.</param>
/// <param name="Next">What to ask the next part after; null if this is the last one.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
