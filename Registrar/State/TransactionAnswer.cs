namespace HiperNet.Registrar.State;

/// <summary>What a transaction did.</summary>
/// <param name="Succeeded">Whether all conditions held.</param>
/// <param name="Revision">The store's revision after it.</param>
/// <param name="Answers">One for each operation of the list that was done, in its order.</param>
public sealed record TransactionAnswer(bool Succeeded, long Revision, IReadOnlyList<OperationAnswer> Answers);
